// Keyhaven's browser module. Apache-2.0. Built from static/js; do not edit.
// argon2.js
const module0 = (() => {
function __awaiter(thisArg,_arguments,P,generator){function adopt(value){return value instanceof P?value:new P(function(resolve){resolve(value)})}return new(P||
(P=Promise))(function(resolve,reject){function fulfilled(value){try{step(generator.next(value))}catch(e){reject(e)}}function rejected(value){try{step(generator["\
throw"](value))}catch(e){reject(e)}}function step(result){result.done?resolve(result.value):adopt(result.value).then(fulfilled,rejected)}step((generator=generator.
apply(thisArg,_arguments||[])).next())})}var Mutex=class{constructor(){this.mutex=Promise.resolve()}lock(){let begin=()=>{};this.mutex=this.mutex.then(()=>new Promise(begin));return new Promise(res=>{begin=
res})}dispatch(fn){return __awaiter(this,void 0,void 0,function*(){const unlock=yield this.lock();try{return yield Promise.resolve(fn())}finally{unlock()}})}};var _a;
function getGlobal(){if(typeof globalThis!=="undefined")return globalThis;if(typeof self!=="undefined")return self;if(typeof window!=="undefined")return window;
return global}var globalObject=getGlobal();var nodeBuffer=(_a=globalObject.Buffer)!==null&&_a!==void 0?_a:null;var textEncoder=globalObject.TextEncoder?new globalObject.
TextEncoder:null;function hexCharCodesToInt(a,b){return(a&15)+(a>>6|a>>3&8)<<4|(b&15)+(b>>6|b>>3&8)}function writeHexToUInt8(buf,str){const size=str.length>>1;for(let i=0;i<size;i++){
const index=i<<1;buf[i]=hexCharCodesToInt(str.charCodeAt(index),str.charCodeAt(index+1))}}function hexStringEqualsUInt8(str,buf){if(str.length!==buf.length*2){return false}
for(let i=0;i<buf.length;i++){const strIndex=i<<1;if(buf[i]!==hexCharCodesToInt(str.charCodeAt(strIndex),str.charCodeAt(strIndex+1))){return false}}return true}
var alpha="a".charCodeAt(0)-10;var digit="0".charCodeAt(0);function getDigestHex(tmpBuffer,input,hashLength){let p=0;for(let i=0;i<hashLength;i++){let nibble=input[i]>>>
4;tmpBuffer[p++]=nibble>9?nibble+alpha:nibble+digit;nibble=input[i]&15;tmpBuffer[p++]=nibble>9?nibble+alpha:nibble+digit}return String.fromCharCode.apply(null,tmpBuffer)}
var getUInt8Buffer=nodeBuffer!==null?data=>{if(typeof data==="string"){const buf=nodeBuffer.from(data,"utf8");return new Uint8Array(buf.buffer,buf.byteOffset,buf.
length)}if(nodeBuffer.isBuffer(data)){return new Uint8Array(data.buffer,data.byteOffset,data.length)}if(ArrayBuffer.isView(data)){return new Uint8Array(data.buffer,
data.byteOffset,data.byteLength)}throw new Error("Invalid data type!")}:data=>{if(typeof data==="string"){return textEncoder.encode(data)}if(ArrayBuffer.isView(
data)){return new Uint8Array(data.buffer,data.byteOffset,data.byteLength)}throw new Error("Invalid data type!")};var base64Chars="ABCDEFGHIJKLMNOPQRSTUVWXYZabcd\
efghijklmnopqrstuvwxyz0123456789+/";var base64Lookup=new Uint8Array(256);for(let i=0;i<base64Chars.length;i++){base64Lookup[base64Chars.charCodeAt(i)]=i}function encodeBase64(data,pad=true){
const len=data.length;const extraBytes=len%3;const parts=[];const len2=len-extraBytes;for(let i=0;i<len2;i+=3){const tmp=(data[i]<<16&16711680)+(data[i+1]<<8&65280)+
(data[i+2]&255);const triplet=base64Chars.charAt(tmp>>18&63)+base64Chars.charAt(tmp>>12&63)+base64Chars.charAt(tmp>>6&63)+base64Chars.charAt(tmp&63);parts.push(
triplet)}if(extraBytes===1){const tmp=data[len-1];const a=base64Chars.charAt(tmp>>2);const b=base64Chars.charAt(tmp<<4&63);parts.push(`${a}${b}`);if(pad){parts.
push("==")}}else if(extraBytes===2){const tmp=(data[len-2]<<8)+data[len-1];const a=base64Chars.charAt(tmp>>10);const b=base64Chars.charAt(tmp>>4&63);const c=base64Chars.
charAt(tmp<<2&63);parts.push(`${a}${b}${c}`);if(pad){parts.push("=")}}return parts.join("")}function getDecodeBase64Length(data){let bufferLength=Math.floor(data.
length*.75);const len=data.length;if(data[len-1]==="="){bufferLength-=1;if(data[len-2]==="="){bufferLength-=1}}return bufferLength}function decodeBase64(data){const bufferLength=getDecodeBase64Length(
data);const len=data.length;const bytes=new Uint8Array(bufferLength);let p=0;for(let i=0;i<len;i+=4){const encoded1=base64Lookup[data.charCodeAt(i)];const encoded2=base64Lookup[data.
charCodeAt(i+1)];const encoded3=base64Lookup[data.charCodeAt(i+2)];const encoded4=base64Lookup[data.charCodeAt(i+3)];bytes[p]=encoded1<<2|encoded2>>4;p+=1;bytes[p]=
(encoded2&15)<<4|encoded3>>2;p+=1;bytes[p]=(encoded3&3)<<6|encoded4&63;p+=1}return bytes}var MAX_HEAP=16*1024;var WASM_FUNC_HASH_LENGTH=4;var wasmMutex=new Mutex;
var wasmModuleCache=new Map;function WASMInterface(binary,hashLength){return __awaiter(this,void 0,void 0,function*(){let wasmInstance=null;let memoryView=null;
let initialized=false;if(typeof WebAssembly==="undefined"){throw new Error("WebAssembly is not supported in this environment!")}const writeMemory=(data,offset=0)=>{
memoryView.set(data,offset)};const getMemory=()=>memoryView;const getExports=()=>wasmInstance.exports;const setMemorySize=totalSize=>{wasmInstance.exports.Hash_SetMemorySize(
totalSize);const arrayOffset=wasmInstance.exports.Hash_GetBuffer();const memoryBuffer=wasmInstance.exports.memory.buffer;memoryView=new Uint8Array(memoryBuffer,
arrayOffset,totalSize)};const getStateSize=()=>{const view=new DataView(wasmInstance.exports.memory.buffer);const stateSize=view.getUint32(wasmInstance.exports.
STATE_SIZE,true);return stateSize};const loadWASMPromise=wasmMutex.dispatch(()=>__awaiter(this,void 0,void 0,function*(){if(!wasmModuleCache.has(binary.name)){const asm=decodeBase64(
binary.data);const promise=WebAssembly.compile(asm.buffer);wasmModuleCache.set(binary.name,promise)}const module=yield wasmModuleCache.get(binary.name);wasmInstance=
yield WebAssembly.instantiate(module,{})}));const setupInterface=()=>__awaiter(this,void 0,void 0,function*(){if(!wasmInstance){yield loadWASMPromise}const arrayOffset=wasmInstance.
exports.Hash_GetBuffer();const memoryBuffer=wasmInstance.exports.memory.buffer;memoryView=new Uint8Array(memoryBuffer,arrayOffset,MAX_HEAP)});const init=(bits=null)=>{
initialized=true;wasmInstance.exports.Hash_Init(bits)};const updateUInt8Array=data=>{let read=0;while(read<data.length){const chunk=data.subarray(read,read+MAX_HEAP);
read+=chunk.length;memoryView.set(chunk);wasmInstance.exports.Hash_Update(chunk.length)}};const update=data=>{if(!initialized){throw new Error("update() called \
before init()")}const Uint8Buffer=getUInt8Buffer(data);updateUInt8Array(Uint8Buffer)};const digestChars=new Uint8Array(hashLength*2);const digest=(outputType,padding=null)=>{
if(!initialized){throw new Error("digest() called before init()")}initialized=false;wasmInstance.exports.Hash_Final(padding);if(outputType==="binary"){return memoryView.
slice(0,hashLength)}return getDigestHex(digestChars,memoryView,hashLength)};const save=()=>{if(!initialized){throw new Error("save() can only be called after in\
it() and before digest()")}const stateOffset=wasmInstance.exports.Hash_GetState();const stateLength=getStateSize();const memoryBuffer=wasmInstance.exports.memory.
buffer;const internalState=new Uint8Array(memoryBuffer,stateOffset,stateLength);const prefixedState=new Uint8Array(WASM_FUNC_HASH_LENGTH+stateLength);writeHexToUInt8(
prefixedState,binary.hash);prefixedState.set(internalState,WASM_FUNC_HASH_LENGTH);return prefixedState};const load=state=>{if(!(state instanceof Uint8Array)){throw new Error(
"load() expects an Uint8Array generated by save()")}const stateOffset=wasmInstance.exports.Hash_GetState();const stateLength=getStateSize();const overallLength=WASM_FUNC_HASH_LENGTH+
stateLength;const memoryBuffer=wasmInstance.exports.memory.buffer;if(state.length!==overallLength){throw new Error(`Bad state length (expected ${overallLength} \
bytes, got ${state.length})`)}if(!hexStringEqualsUInt8(binary.hash,state.subarray(0,WASM_FUNC_HASH_LENGTH))){throw new Error("This state was written by an incom\
patible hash implementation")}const internalState=state.subarray(WASM_FUNC_HASH_LENGTH);new Uint8Array(memoryBuffer,stateOffset,stateLength).set(internalState);
initialized=true};const isDataShort=data=>{if(typeof data==="string"){return data.length<MAX_HEAP/4}return data.byteLength<MAX_HEAP};let canSimplify=isDataShort;
switch(binary.name){case"argon2":case"scrypt":canSimplify=()=>true;break;case"blake2b":case"blake2s":canSimplify=(data,initParam)=>initParam<=512&&isDataShort(data);
break;case"blake3":canSimplify=(data,initParam)=>initParam===0&&isDataShort(data);break;case"xxhash64":case"xxhash3":case"xxhash128":case"crc64":canSimplify=()=>false;
break}const calculate=(data,initParam=null,digestParam=null)=>{if(!canSimplify(data,initParam)){init(initParam);update(data);return digest("hex",digestParam)}const buffer=getUInt8Buffer(
data);memoryView.set(buffer);wasmInstance.exports.Hash_Calculate(buffer.length,initParam,digestParam);return getDigestHex(digestChars,memoryView,hashLength)};yield setupInterface();
return{getMemory,writeMemory,getExports,setMemorySize,init,update,digest,save,load,calculate,hashLength}})}var mutex$l=new Mutex;var name$k="argon2";var data$k="AGFzbQEAAAABKQVgAX8Bf2AAAX9gEH9/f39/f39/f39/f39/f38AYAR/f39/AGACf38AAwYFAAECAwQFBgEBAoCAAgYIAX8BQYCABAsHUwUGbWVtb3J5AgAPX19zdGFj\
a19wb2ludGVyAwASSGFzaF9TZXRNZW1vcnlTaXplAAAOSGFzaF9HZXRCdWZmZXIAAQ5IYXNoX0NhbGN1bGF0ZQAECsc2BV0DAX8BfgF/QQAhAQJAIABBACkDiIAEIgKnIgNGDQBBACEBAkAgACADayIAQRB2IABB\
//8DcUEAR2oiAEAAQX9HDQBB/wHADwtBACACIABBEHStfDcDiIAECyABwAt0AwJ/AX4BfwJAQQAoAoCABCIADQBBAD8AQRB0IgE2AoCABAJAQQApA4iABCICpyIDQYCAIEYNAEEAIQBBgIAgIANrIgNBEHYgA0H/\
/wNxQQBHaiIDQABBf0YNAUEAIAIgA0EQdK18NwOIgAQLIAEhAAsgAAvcDgECfiAAIAQpAwAiECAAKQMAIhF8IBFCAYZC/v///x+DIBBC/////w+DfnwiEDcDACAMIBAgDCkDAIVCIIkiEDcDACAIIBAgCCkDACIR\
fCARQgGGQv7///8fgyAQQv////8Pg358IhA3AwAgBCAQIAQpAwCFQiiJIhA3AwAgACAQIAApAwAiEXwgEEL/////D4MgEUIBhkL+////H4N+fCIQNwMAIAwgECAMKQMAhUIwiSIQNwMAIAggECAIKQMAIhF8IBBC\
/////w+DIBFCAYZC/v///x+DfnwiEDcDACAEIBAgBCkDAIVCAYk3AwAgASAFKQMAIhAgASkDACIRfCARQgGGQv7///8fgyAQQv////8Pg358IhA3AwAgDSAQIA0pAwCFQiCJIhA3AwAgCSAQIAkpAwAiEXwgEUIB\
hkL+////H4MgEEL/////D4N+fCIQNwMAIAUgECAFKQMAhUIoiSIQNwMAIAEgECABKQMAIhF8IBBC/////w+DIBFCAYZC/v///x+DfnwiEDcDACANIBAgDSkDAIVCMIkiEDcDACAJIBAgCSkDACIRfCAQQv////8P\
gyARQgGGQv7///8fg358IhA3AwAgBSAQIAUpAwCFQgGJNwMAIAIgBikDACIQIAIpAwAiEXwgEUIBhkL+////H4MgEEL/////D4N+fCIQNwMAIA4gECAOKQMAhUIgiSIQNwMAIAogECAKKQMAIhF8IBFCAYZC/v//\
/x+DIBBC/////w+DfnwiEDcDACAGIBAgBikDAIVCKIkiEDcDACACIBAgAikDACIRfCAQQv////8PgyARQgGGQv7///8fg358IhA3AwAgDiAQIA4pAwCFQjCJIhA3AwAgCiAQIAopAwAiEXwgEEL/////D4MgEUIB\
hkL+////H4N+fCIQNwMAIAYgECAGKQMAhUIBiTcDACADIAcpAwAiECADKQMAIhF8IBFCAYZC/v///x+DIBBC/////w+DfnwiEDcDACAPIBAgDykDAIVCIIkiEDcDACALIBAgCykDACIRfCARQgGGQv7///8fgyAQ\
Qv////8Pg358IhA3AwAgByAQIAcpAwCFQiiJIhA3AwAgAyAQIAMpAwAiEXwgEEL/////D4MgEUIBhkL+////H4N+fCIQNwMAIA8gECAPKQMAhUIwiSIQNwMAIAsgECALKQMAIhF8IBBC/////w+DIBFCAYZC/v//\
/x+DfnwiEDcDACAHIBAgBykDAIVCAYk3AwAgACAFKQMAIhAgACkDACIRfCARQgGGQv7///8fgyAQQv////8Pg358IhA3AwAgDyAQIA8pAwCFQiCJIhA3AwAgCiAQIAopAwAiEXwgEUIBhkL+////H4MgEEL/////\
D4N+fCIQNwMAIAUgECAFKQMAhUIoiSIQNwMAIAAgECAAKQMAIhF8IBBC/////w+DIBFCAYZC/v///x+DfnwiEDcDACAPIBAgDykDAIVCMIkiEDcDACAKIBAgCikDACIRfCAQQv////8PgyARQgGGQv7///8fg358\
IhA3AwAgBSAQIAUpAwCFQgGJNwMAIAEgBikDACIQIAEpAwAiEXwgEUIBhkL+////H4MgEEL/////D4N+fCIQNwMAIAwgECAMKQMAhUIgiSIQNwMAIAsgECALKQMAIhF8IBFCAYZC/v///x+DIBBC/////w+Dfnwi\
EDcDACAGIBAgBikDAIVCKIkiEDcDACABIBAgASkDACIRfCAQQv////8PgyARQgGGQv7///8fg358IhA3AwAgDCAQIAwpAwCFQjCJIhA3AwAgCyAQIAspAwAiEXwgEEL/////D4MgEUIBhkL+////H4N+fCIQNwMA\
IAYgECAGKQMAhUIBiTcDACACIAcpAwAiECACKQMAIhF8IBFCAYZC/v///x+DIBBC/////w+DfnwiEDcDACANIBAgDSkDAIVCIIkiEDcDACAIIBAgCCkDACIRfCARQgGGQv7///8fgyAQQv////8Pg358IhA3AwAg\
ByAQIAcpAwCFQiiJIhA3AwAgAiAQIAIpAwAiEXwgEEL/////D4MgEUIBhkL+////H4N+fCIQNwMAIA0gECANKQMAhUIwiSIQNwMAIAggECAIKQMAIhF8IBBC/////w+DIBFCAYZC/v///x+DfnwiEDcDACAHIBAg\
BykDAIVCAYk3AwAgAyAEKQMAIhAgAykDACIRfCARQgGGQv7///8fgyAQQv////8Pg358IhA3AwAgDiAQIA4pAwCFQiCJIhA3AwAgCSAQIAkpAwAiEXwgEUIBhkL+////H4MgEEL/////D4N+fCIQNwMAIAQgECAE\
KQMAhUIoiSIQNwMAIAMgECADKQMAIhF8IBBC/////w+DIBFCAYZC/v///x+DfnwiEDcDACAOIBAgDikDAIVCMIkiEDcDACAJIBAgCSkDACIRfCAQQv////8PgyARQgGGQv7///8fg358IhA3AwAgBCAQIAQpAwCF\
QgGJNwMAC+MdAQN/QQAhBEEAIAIpAwAgASkDAIU3A5CABEEAIAIpAwggASkDCIU3A5iABEEAIAIpAxAgASkDEIU3A6CABEEAIAIpAxggASkDGIU3A6iABEEAIAIpAyAgASkDIIU3A7CABEEAIAIpAyggASkDKIU3\
A7iABEEAIAIpAzAgASkDMIU3A8CABEEAIAIpAzggASkDOIU3A8iABEEAIAIpA0AgASkDQIU3A9CABEEAIAIpA0ggASkDSIU3A9iABEEAIAIpA1AgASkDUIU3A+CABEEAIAIpA1ggASkDWIU3A+iABEEAIAIpA2Ag\
ASkDYIU3A/CABEEAIAIpA2ggASkDaIU3A/iABEEAIAIpA3AgASkDcIU3A4CBBEEAIAIpA3ggASkDeIU3A4iBBEEAIAIpA4ABIAEpA4ABhTcDkIEEQQAgAikDiAEgASkDiAGFNwOYgQRBACACKQOQASABKQOQAYU3\
A6CBBEEAIAIpA5gBIAEpA5gBhTcDqIEEQQAgAikDoAEgASkDoAGFNwOwgQRBACACKQOoASABKQOoAYU3A7iBBEEAIAIpA7ABIAEpA7ABhTcDwIEEQQAgAikDuAEgASkDuAGFNwPIgQRBACACKQPAASABKQPAAYU3\
A9CBBEEAIAIpA8gBIAEpA8gBhTcD2IEEQQAgAikD0AEgASkD0AGFNwPggQRBACACKQPYASABKQPYAYU3A+iBBEEAIAIpA+ABIAEpA+ABhTcD8IEEQQAgAikD6AEgASkD6AGFNwP4gQRBACACKQPwASABKQPwAYU3\
A4CCBEEAIAIpA/gBIAEpA/gBhTcDiIIEQQAgAikDgAIgASkDgAKFNwOQggRBACACKQOIAiABKQOIAoU3A5iCBEEAIAIpA5ACIAEpA5AChTcDoIIEQQAgAikDmAIgASkDmAKFNwOoggRBACACKQOgAiABKQOgAoU3\
A7CCBEEAIAIpA6gCIAEpA6gChTcDuIIEQQAgAikDsAIgASkDsAKFNwPAggRBACACKQO4AiABKQO4AoU3A8iCBEEAIAIpA8ACIAEpA8AChTcD0IIEQQAgAikDyAIgASkDyAKFNwPYggRBACACKQPQAiABKQPQAoU3\
A+CCBEEAIAIpA9gCIAEpA9gChTcD6IIEQQAgAikD4AIgASkD4AKFNwPwggRBACACKQPoAiABKQPoAoU3A/iCBEEAIAIpA/ACIAEpA/AChTcDgIMEQQAgAikD+AIgASkD+AKFNwOIgwRBACACKQOAAyABKQOAA4U3\
A5CDBEEAIAIpA4gDIAEpA4gDhTcDmIMEQQAgAikDkAMgASkDkAOFNwOggwRBACACKQOYAyABKQOYA4U3A6iDBEEAIAIpA6ADIAEpA6ADhTcDsIMEQQAgAikDqAMgASkDqAOFNwO4gwRBACACKQOwAyABKQOwA4U3\
A8CDBEEAIAIpA7gDIAEpA7gDhTcDyIMEQQAgAikDwAMgASkDwAOFNwPQgwRBACACKQPIAyABKQPIA4U3A9iDBEEAIAIpA9ADIAEpA9ADhTcD4IMEQQAgAikD2AMgASkD2AOFNwPogwRBACACKQPgAyABKQPgA4U3\
A/CDBEEAIAIpA+gDIAEpA+gDhTcD+IMEQQAgAikD8AMgASkD8AOFNwOAhARBACACKQP4AyABKQP4A4U3A4iEBEEAIAIpA4AEIAEpA4AEhTcDkIQEQQAgAikDiAQgASkDiASFNwOYhARBACACKQOQBCABKQOQBIU3\
A6CEBEEAIAIpA5gEIAEpA5gEhTcDqIQEQQAgAikDoAQgASkDoASFNwOwhARBACACKQOoBCABKQOoBIU3A7iEBEEAIAIpA7AEIAEpA7AEhTcDwIQEQQAgAikDuAQgASkDuASFNwPIhARBACACKQPABCABKQPABIU3\
A9CEBEEAIAIpA8gEIAEpA8gEhTcD2IQEQQAgAikD0AQgASkD0ASFNwPghARBACACKQPYBCABKQPYBIU3A+iEBEEAIAIpA+AEIAEpA+AEhTcD8IQEQQAgAikD6AQgASkD6ASFNwP4hARBACACKQPwBCABKQPwBIU3\
A4CFBEEAIAIpA/gEIAEpA/gEhTcDiIUEQQAgAikDgAUgASkDgAWFNwOQhQRBACACKQOIBSABKQOIBYU3A5iFBEEAIAIpA5AFIAEpA5AFhTcDoIUEQQAgAikDmAUgASkDmAWFNwOohQRBACACKQOgBSABKQOgBYU3\
A7CFBEEAIAIpA6gFIAEpA6gFhTcDuIUEQQAgAikDsAUgASkDsAWFNwPAhQRBACACKQO4BSABKQO4BYU3A8iFBEEAIAIpA8AFIAEpA8AFhTcD0IUEQQAgAikDyAUgASkDyAWFNwPYhQRBACACKQPQBSABKQPQBYU3\
A+CFBEEAIAIpA9gFIAEpA9gFhTcD6IUEQQAgAikD4AUgASkD4AWFNwPwhQRBACACKQPoBSABKQPoBYU3A/iFBEEAIAIpA/AFIAEpA/AFhTcDgIYEQQAgAikD+AUgASkD+AWFNwOIhgRBACACKQOABiABKQOABoU3\
A5CGBEEAIAIpA4gGIAEpA4gGhTcDmIYEQQAgAikDkAYgASkDkAaFNwOghgRBACACKQOYBiABKQOYBoU3A6iGBEEAIAIpA6AGIAEpA6AGhTcDsIYEQQAgAikDqAYgASkDqAaFNwO4hgRBACACKQOwBiABKQOwBoU3\
A8CGBEEAIAIpA7gGIAEpA7gGhTcDyIYEQQAgAikDwAYgASkDwAaFNwPQhgRBACACKQPIBiABKQPIBoU3A9iGBEEAIAIpA9AGIAEpA9AGhTcD4IYEQQAgAikD2AYgASkD2AaFNwPohgRBACACKQPgBiABKQPgBoU3\
A/CGBEEAIAIpA+gGIAEpA+gGhTcD+IYEQQAgAikD8AYgASkD8AaFNwOAhwRBACACKQP4BiABKQP4BoU3A4iHBEEAIAIpA4AHIAEpA4AHhTcDkIcEQQAgAikDiAcgASkDiAeFNwOYhwRBACACKQOQByABKQOQB4U3\
A6CHBEEAIAIpA5gHIAEpA5gHhTcDqIcEQQAgAikDoAcgASkDoAeFNwOwhwRBACACKQOoByABKQOoB4U3A7iHBEEAIAIpA7AHIAEpA7AHhTcDwIcEQQAgAikDuAcgASkDuAeFNwPIhwRBACACKQPAByABKQPAB4U3\
A9CHBEEAIAIpA8gHIAEpA8gHhTcD2IcEQQAgAikD0AcgASkD0AeFNwPghwRBACACKQPYByABKQPYB4U3A+iHBEEAIAIpA+AHIAEpA+AHhTcD8IcEQQAgAikD6AcgASkD6AeFNwP4hwRBACACKQPwByABKQPwB4U3\
A4CIBEEAIAIpA/gHIAEpA/gHhTcDiIgEQZCABEGYgARBoIAEQaiABEGwgARBuIAEQcCABEHIgARB0IAEQdiABEHggARB6IAEQfCABEH4gARBgIEEQYiBBBACQZCBBEGYgQRBoIEEQaiBBEGwgQRBuIEEQcCBBEHI\
gQRB0IEEQdiBBEHggQRB6IEEQfCBBEH4gQRBgIIEQYiCBBACQZCCBEGYggRBoIIEQaiCBEGwggRBuIIEQcCCBEHIggRB0IIEQdiCBEHgggRB6IIEQfCCBEH4ggRBgIMEQYiDBBACQZCDBEGYgwRBoIMEQaiDBEGw\
gwRBuIMEQcCDBEHIgwRB0IMEQdiDBEHggwRB6IMEQfCDBEH4gwRBgIQEQYiEBBACQZCEBEGYhARBoIQEQaiEBEGwhARBuIQEQcCEBEHIhARB0IQEQdiEBEHghARB6IQEQfCEBEH4hARBgIUEQYiFBBACQZCFBEGY\
hQRBoIUEQaiFBEGwhQRBuIUEQcCFBEHIhQRB0IUEQdiFBEHghQRB6IUEQfCFBEH4hQRBgIYEQYiGBBACQZCGBEGYhgRBoIYEQaiGBEGwhgRBuIYEQcCGBEHIhgRB0IYEQdiGBEHghgRB6IYEQfCGBEH4hgRBgIcE\
QYiHBBACQZCHBEGYhwRBoIcEQaiHBEGwhwRBuIcEQcCHBEHIhwRB0IcEQdiHBEHghwRB6IcEQfCHBEH4hwRBgIgEQYiIBBACQZCABEGYgARBkIEEQZiBBEGQggRBmIIEQZCDBEGYgwRBkIQEQZiEBEGQhQRBmIUE\
QZCGBEGYhgRBkIcEQZiHBBACQaCABEGogARBoIEEQaiBBEGgggRBqIIEQaCDBEGogwRBoIQEQaiEBEGghQRBqIUEQaCGBEGohgRBoIcEQaiHBBACQbCABEG4gARBsIEEQbiBBEGwggRBuIIEQbCDBEG4gwRBsIQE\
QbiEBEGwhQRBuIUEQbCGBEG4hgRBsIcEQbiHBBACQcCABEHIgARBwIEEQciBBEHAggRByIIEQcCDBEHIgwRBwIQEQciEBEHAhQRByIUEQcCGBEHIhgRBwIcEQciHBBACQdCABEHYgARB0IEEQdiBBEHQggRB2IIE\
QdCDBEHYgwRB0IQEQdiEBEHQhQRB2IUEQdCGBEHYhgRB0IcEQdiHBBACQeCABEHogARB4IEEQeiBBEHgggRB6IIEQeCDBEHogwRB4IQEQeiEBEHghQRB6IUEQeCGBEHohgRB4IcEQeiHBBACQfCABEH4gARB8IEE\
QfiBBEHwggRB+IIEQfCDBEH4gwRB8IQEQfiEBEHwhQRB+IUEQfCGBEH4hgRB8IcEQfiHBBACQYCBBEGIgQRBgIIEQYiCBEGAgwRBiIMEQYCEBEGIhARBgIUEQYiFBEGAhgRBiIYEQYCHBEGIhwRBgIgEQYiIBBAC\
AkACQCADRQ0AA0AgACAEaiIDIAIgBGoiBSkDACABIARqIgYpAwCFIARBkIAEaikDAIUgAykDAIU3AwAgA0EIaiIDIAVBCGopAwAgBkEIaikDAIUgBEGYgARqKQMAhSADKQMAhTcDACAEQRBqIgRBgAhHDQAMAgsL\
QQAhBANAIAAgBGoiAyACIARqIgUpAwAgASAEaiIGKQMAhSAEQZCABGopAwCFNwMAIANBCGogBUEIaikDACAGQQhqKQMAhSAEQZiABGopAwCFNwMAIARBEGoiBEGACEcNAAsLC64IDAV/AX4EfwJ+An8BfgN/AX4G\
fwF+A38BfgJAQQAoAoCABCICIAFBCnRqIgMoAgggAUcNACADKAIMIQQgAygCACEFQQAgAygCFCIGrTcDuIgEQQAgBK0iBzcDsIgEQQAgBSABIAVBAnRuIghsIglBAnStNwOoiAQCQAJAAkACQCAERQ0AQX8hCiAF\
RQ0BIAhBA2whCyAIQQJ0IgStIQwgBa0hDSAGQQJGIQ4gBkF/akECSSEPQgAhEANAQQAgEDcDkIgEIA4gEFAiEXEhEiAQpyETQgAhFEEAIQEDQEEAIBQ3A6CIBCAGQQFGIBIgFEICVHFyIRUgECAUhFAiAyAPcSEW\
QQJBACADGyEXQX8gAUEBakEDcSAIbEF/aiARGyEYIAEgE3IhGSABIAhsIRpCACEbA0BBAEIANwPAiARBACAbNwOYiAQgFyEBAkAgFkUNAEEAQgE3A8CIBEGQkARBkIgEQZCYBEEAEANBkJAEQZCQBEGQmARBABAD\
QQIhAQsCQCABIAhPDQAgBCAbpyIKbCAaaiABaiEDA0AgA0EAIAQgARtBACAUUCIcG2pBf2ohHQJAAkAgFQ0AIAIgHUEKdCIdaiEeDAELAkAgAUH/AHEiHg0AQQBBACkDwIgEQgF8NwPAiARBkJAEQZCIBEGQmARB\
ABADQZCQBEGQkARBkJgEQQAQAwsgHUEKdCEdIB5BA3RBkJAEaiEeCyACIANBCnRqIAIgHWogAiAeKQMAIh9CIIinIAVwIAogGRsiHSAEbCABIAFBACAbIB2tUSIdGyIeIBwbIBpqIB4gC2ogERsgAUUgHXJrIhwg\
GGqtIB9C/////w+DIh8gH35CIIggHK1+QiCIfSAMgqdqQQp0akEBEAMgA0EBaiEDIAFBAWoiASAISQ0ACwsgG0IBfCIbIA1SDQALIBRCAXwiFKchASAUQgRSDQALIBBCAXwiECAHUg0ACwsgCUEMdEGAeGohFSAF\
QX9qIgpFDQIMAQtBAEIDNwOgiARBACAEQX9qrTcDkIgEQYB4IRULIAIgFWohGiAIQQx0IRFBACEIA0AgAiARIAhBAWoiCGxqQYB4aiEeQXghBEEAIRwDQCAaIARqIgFBCGoiAyADKQMAIB4gHGoiAykDAIU3AwAg\
AUEQaiIdIB0pAwAgA0EIaikDAIU3AwAgAUEYaiIdIB0pAwAgA0EQaikDAIU3AwAgAUEgaiIBIAEpAwAgA0EYaikDAIU3AwAgHEEgaiEcIARBIGoiBEH4B0kNAAsgCCAKRw0ACwsgAiAVaiEcQXghAQNAIAIgAWoi\
A0EIaiAcIAFqIgRBCGopAwA3AwAgBEEQaikDACEfIARBGGopAwAhGyADQSBqIARBIGopAwA3AwAgA0EYaiAbNwMAIANBEGogHzcDACABQSBqIgFB+AdJDQALCws=";var hash$k="2b50b0d6";var wasmJson$k={
name:name$k,data:data$k,hash:hash$k};var name$j="blake2b";var data$j="AGFzbQEAAAABEQRgAAF/YAJ/fwBgAX8AYAAAAwoJAAECAwECAgABBQQBAQICBg8CfwFBgIAEC38AQYCABAsHggEJBm\
1lbW9yeQIAD19fc3RhY2tfcG9pbnRlcgMADkhhc2hfR2V0QnVmZmVyAAAKSGFzaF9GaW5hbAADCUhhc2hfSW5pdAAFC0hhc2hfVXBkYXRlAAYNSGFzaF9HZXRTdGF0ZQAHDkhhc2hfQ2FsY3VsYXRlAAgKU1RBVE\
VfU0laRQMBCsU4CQYAQYCBBAvcAgIFfwF+AkAgAUEBSA0AAkAgAUGAAUEAKALgggUiAmsiA0wNAEEAQQA2AuCCBQJAIAJB/wBKDQAgAkHggQVqIQQgACEFQQAhBgNAIAQgBS0AADoAACAFQQFqIQUgBEEBaiEEIA\
MgBkEBaiIGQf8BcUoNAAsLQQBBACkDwIEFIgdCgAF8NwPAgQVBAEEAKQPIgQUgB0L/flatfDcDyIEFQeCBBRACIAAgA2ohAAJAIAEgA2siBEGBAU4NACAEIQEMAQsgAiABaiEEA0BBAEEAKQPAgQUiB0KAAXw3A8\
CBBUEAQQApA8iBBSAHQv9+Vq18NwPIgQUgABACIABBgAFqIQAgBEGAf2oiBEGAAksNAAsgBEGAf2ohAQtBACEEA0AgBEEAKALgggVqQeCBBWogACAEai0AADoAACABIARBAWoiBEH/AXFLDQALQQBBACgC4IIFIA\
FqNgLgggULC78uASR+QQBBACkD0IEFQQApA7CBBSIBQQApA5CBBXwgACkDICICfCIDhULr+obav7X2wR+FQiCJIgRCq/DT9K/uvLc8fCIFIAGFQiiJIgYgA3wgACkDKCIBfCIHIASFQjCJIgggBXwiCSAGhUIBiS\
IKQQApA8iBBUEAKQOogQUiBEEAKQOIgQV8IAApAxAiA3wiBYVCn9j52cKR2oKbf4VCIIkiC0K7zqqm2NDrs7t/fCIMIASFQiiJIg0gBXwgACkDGCIEfCIOfCAAKQNQIgV8Ig9BACkDwIEFQQApA6CBBSIQQQApA4\
CBBSIRfCAAKQMAIgZ8IhKFQtGFmu/6z5SH0QCFQiCJIhNCiJLznf/M+YTqAHwiFCAQhUIoiSIVIBJ8IAApAwgiEHwiFiAThUIwiSIXhUIgiSIYQQApA9iBBUEAKQO4gQUiE0EAKQOYgQV8IAApAzAiEnwiGYVC+c\
L4m5Gjs/DbAIVCIIkiGkLx7fT4paf9p6V/fCIbIBOFQiiJIhwgGXwgACkDOCITfCIZIBqFQjCJIhogG3wiG3wiHSAKhUIoiSIeIA98IAApA1giCnwiDyAYhUIwiSIYIB18Ih0gDiALhUIwiSIOIAx8Ih8gDYVCAY\
kiDCAWfCAAKQNAIgt8Ig0gGoVCIIkiFiAJfCIaIAyFQiiJIiAgDXwgACkDSCIJfCIhIBaFQjCJIhYgGyAchUIBiSIMIAd8IAApA2AiB3wiDSAOhUIgiSIOIBcgFHwiFHwiFyAMhUIoiSIbIA18IAApA2giDHwiHC\
AOhUIwiSIOIBd8IhcgG4VCAYkiGyAZIBQgFYVCAYkiFHwgACkDcCINfCIVIAiFQiCJIhkgH3wiHyAUhUIoiSIUIBV8IAApA3giCHwiFXwgDHwiIoVCIIkiI3wiJCAbhUIoiSIbICJ8IBJ8IiIgFyAYIBUgGYVCMI\
kiFSAffCIZIBSFQgGJIhQgIXwgDXwiH4VCIIkiGHwiFyAUhUIoiSIUIB98IAV8Ih8gGIVCMIkiGCAXfCIXIBSFQgGJIhR8IAF8IiEgFiAafCIWIBUgHSAehUIBiSIaIBx8IAl8IhyFQiCJIhV8Ih0gGoVCKIkiGi\
AcfCAIfCIcIBWFQjCJIhWFQiCJIh4gGSAOIBYgIIVCAYkiFiAPfCACfCIPhUIgiSIOfCIZIBaFQiiJIhYgD3wgC3wiDyAOhUIwiSIOIBl8Ihl8IiAgFIVCKIkiFCAhfCAEfCIhIB6FQjCJIh4gIHwiICAiICOFQj\
CJIiIgJHwiIyAbhUIBiSIbIBx8IAp8IhwgDoVCIIkiDiAXfCIXIBuFQiiJIhsgHHwgE3wiHCAOhUIwiSIOIBkgFoVCAYkiFiAffCAQfCIZICKFQiCJIh8gFSAdfCIVfCIdIBaFQiiJIhYgGXwgB3wiGSAfhUIwiS\
IfIB18Ih0gFoVCAYkiFiAVIBqFQgGJIhUgD3wgBnwiDyAYhUIgiSIYICN8IhogFYVCKIkiFSAPfCADfCIPfCAHfCIihUIgiSIjfCIkIBaFQiiJIhYgInwgBnwiIiAjhUIwiSIjICR8IiQgFoVCAYkiFiAOIBd8Ig\
4gDyAYhUIwiSIPICAgFIVCAYkiFCAZfCAKfCIXhUIgiSIYfCIZIBSFQiiJIhQgF3wgC3wiF3wgBXwiICAPIBp8Ig8gHyAOIBuFQgGJIg4gIXwgCHwiGoVCIIkiG3wiHyAOhUIoiSIOIBp8IAx8IhogG4VCMIkiG4\
VCIIkiISAdIB4gDyAVhUIBiSIPIBx8IAF8IhWFQiCJIhx8Ih0gD4VCKIkiDyAVfCADfCIVIByFQjCJIhwgHXwiHXwiHiAWhUIoiSIWICB8IA18IiAgIYVCMIkiISAefCIeIBogFyAYhUIwiSIXIBl8IhggFIVCAY\
kiFHwgCXwiGSAchUIgiSIaICR8IhwgFIVCKIkiFCAZfCACfCIZIBqFQjCJIhogHSAPhUIBiSIPICJ8IAR8Ih0gF4VCIIkiFyAbIB98Iht8Ih8gD4VCKIkiDyAdfCASfCIdIBeFQjCJIhcgH3wiHyAPhUIBiSIPIB\
sgDoVCAYkiDiAVfCATfCIVICOFQiCJIhsgGHwiGCAOhUIoiSIOIBV8IBB8IhV8IAx8IiKFQiCJIiN8IiQgD4VCKIkiDyAifCAHfCIiICOFQjCJIiMgJHwiJCAPhUIBiSIPIBogHHwiGiAVIBuFQjCJIhUgHiAWhU\
IBiSIWIB18IAR8IhuFQiCJIhx8Ih0gFoVCKIkiFiAbfCAQfCIbfCABfCIeIBUgGHwiFSAXIBogFIVCAYkiFCAgfCATfCIYhUIgiSIXfCIaIBSFQiiJIhQgGHwgCXwiGCAXhUIwiSIXhUIgiSIgIB8gISAVIA6FQg\
GJIg4gGXwgCnwiFYVCIIkiGXwiHyAOhUIoiSIOIBV8IA18IhUgGYVCMIkiGSAffCIffCIhIA+FQiiJIg8gHnwgBXwiHiAghUIwiSIgICF8IiEgGyAchUIwiSIbIB18IhwgFoVCAYkiFiAYfCADfCIYIBmFQiCJIh\
kgJHwiHSAWhUIoiSIWIBh8IBJ8IhggGYVCMIkiGSAfIA6FQgGJIg4gInwgAnwiHyAbhUIgiSIbIBcgGnwiF3wiGiAOhUIoiSIOIB98IAZ8Ih8gG4VCMIkiGyAafCIaIA6FQgGJIg4gFSAXIBSFQgGJIhR8IAh8Ih\
UgI4VCIIkiFyAcfCIcIBSFQiiJIhQgFXwgC3wiFXwgBXwiIoVCIIkiI3wiJCAOhUIoiSIOICJ8IAh8IiIgGiAgIBUgF4VCMIkiFSAcfCIXIBSFQgGJIhQgGHwgCXwiGIVCIIkiHHwiGiAUhUIoiSIUIBh8IAZ8Ih\
ggHIVCMIkiHCAafCIaIBSFQgGJIhR8IAR8IiAgGSAdfCIZIBUgISAPhUIBiSIPIB98IAN8Ih2FQiCJIhV8Ih8gD4VCKIkiDyAdfCACfCIdIBWFQjCJIhWFQiCJIiEgFyAbIBkgFoVCAYkiFiAefCABfCIZhUIgiS\
IbfCIXIBaFQiiJIhYgGXwgE3wiGSAbhUIwiSIbIBd8Ihd8Ih4gFIVCKIkiFCAgfCAMfCIgICGFQjCJIiEgHnwiHiAiICOFQjCJIiIgJHwiIyAOhUIBiSIOIB18IBJ8Ih0gG4VCIIkiGyAafCIaIA6FQiiJIg4gHX\
wgC3wiHSAbhUIwiSIbIBcgFoVCAYkiFiAYfCANfCIXICKFQiCJIhggFSAffCIVfCIfIBaFQiiJIhYgF3wgEHwiFyAYhUIwiSIYIB98Ih8gFoVCAYkiFiAVIA+FQgGJIg8gGXwgCnwiFSAchUIgiSIZICN8IhwgD4\
VCKIkiDyAVfCAHfCIVfCASfCIihUIgiSIjfCIkIBaFQiiJIhYgInwgBXwiIiAjhUIwiSIjICR8IiQgFoVCAYkiFiAbIBp8IhogFSAZhUIwiSIVIB4gFIVCAYkiFCAXfCADfCIXhUIgiSIZfCIbIBSFQiiJIhQgF3\
wgB3wiF3wgAnwiHiAVIBx8IhUgGCAaIA6FQgGJIg4gIHwgC3wiGoVCIIkiGHwiHCAOhUIoiSIOIBp8IAR8IhogGIVCMIkiGIVCIIkiICAfICEgFSAPhUIBiSIPIB18IAZ8IhWFQiCJIh18Ih8gD4VCKIkiDyAVfC\
AKfCIVIB2FQjCJIh0gH3wiH3wiISAWhUIoiSIWIB58IAx8Ih4gIIVCMIkiICAhfCIhIBogFyAZhUIwiSIXIBt8IhkgFIVCAYkiFHwgEHwiGiAdhUIgiSIbICR8Ih0gFIVCKIkiFCAafCAJfCIaIBuFQjCJIhsgHy\
APhUIBiSIPICJ8IBN8Ih8gF4VCIIkiFyAYIBx8Ihh8IhwgD4VCKIkiDyAffCABfCIfIBeFQjCJIhcgHHwiHCAPhUIBiSIPIBggDoVCAYkiDiAVfCAIfCIVICOFQiCJIhggGXwiGSAOhUIoiSIOIBV8IA18IhV8IA\
18IiKFQiCJIiN8IiQgD4VCKIkiDyAifCAMfCIiICOFQjCJIiMgJHwiJCAPhUIBiSIPIBsgHXwiGyAVIBiFQjCJIhUgISAWhUIBiSIWIB98IBB8IhiFQiCJIh18Ih8gFoVCKIkiFiAYfCAIfCIYfCASfCIhIBUgGX\
wiFSAXIBsgFIVCAYkiFCAefCAHfCIZhUIgiSIXfCIbIBSFQiiJIhQgGXwgAXwiGSAXhUIwiSIXhUIgiSIeIBwgICAVIA6FQgGJIg4gGnwgAnwiFYVCIIkiGnwiHCAOhUIoiSIOIBV8IAV8IhUgGoVCMIkiGiAcfC\
IcfCIgIA+FQiiJIg8gIXwgBHwiISAehUIwiSIeICB8IiAgGCAdhUIwiSIYIB98Ih0gFoVCAYkiFiAZfCAGfCIZIBqFQiCJIhogJHwiHyAWhUIoiSIWIBl8IBN8IhkgGoVCMIkiGiAcIA6FQgGJIg4gInwgCXwiHC\
AYhUIgiSIYIBcgG3wiF3wiGyAOhUIoiSIOIBx8IAN8IhwgGIVCMIkiGCAbfCIbIA6FQgGJIg4gFSAXIBSFQgGJIhR8IAt8IhUgI4VCIIkiFyAdfCIdIBSFQiiJIhQgFXwgCnwiFXwgBHwiIoVCIIkiI3wiJCAOhU\
IoiSIOICJ8IAl8IiIgGyAeIBUgF4VCMIkiFSAdfCIXIBSFQgGJIhQgGXwgDHwiGYVCIIkiHXwiGyAUhUIoiSIUIBl8IAp8IhkgHYVCMIkiHSAbfCIbIBSFQgGJIhR8IAN8Ih4gGiAffCIaIBUgICAPhUIBiSIPIB\
x8IAd8IhyFQiCJIhV8Ih8gD4VCKIkiDyAcfCAQfCIcIBWFQjCJIhWFQiCJIiAgFyAYIBogFoVCAYkiFiAhfCATfCIahUIgiSIYfCIXIBaFQiiJIhYgGnwgDXwiGiAYhUIwiSIYIBd8Ihd8IiEgFIVCKIkiFCAefC\
AFfCIeICCFQjCJIiAgIXwiISAiICOFQjCJIiIgJHwiIyAOhUIBiSIOIBx8IAt8IhwgGIVCIIkiGCAbfCIbIA6FQiiJIg4gHHwgEnwiHCAYhUIwiSIYIBcgFoVCAYkiFiAZfCABfCIXICKFQiCJIhkgFSAffCIVfC\
IfIBaFQiiJIhYgF3wgBnwiFyAZhUIwiSIZIB98Ih8gFoVCAYkiFiAVIA+FQgGJIg8gGnwgCHwiFSAdhUIgiSIaICN8Ih0gD4VCKIkiDyAVfCACfCIVfCANfCIihUIgiSIjfCIkIBaFQiiJIhYgInwgCXwiIiAjhU\
IwiSIjICR8IiQgFoVCAYkiFiAYIBt8IhggFSAahUIwiSIVICEgFIVCAYkiFCAXfCASfCIXhUIgiSIafCIbIBSFQiiJIhQgF3wgCHwiF3wgB3wiISAVIB18IhUgGSAYIA6FQgGJIg4gHnwgBnwiGIVCIIkiGXwiHS\
AOhUIoiSIOIBh8IAt8IhggGYVCMIkiGYVCIIkiHiAfICAgFSAPhUIBiSIPIBx8IAp8IhWFQiCJIhx8Ih8gD4VCKIkiDyAVfCAEfCIVIByFQjCJIhwgH3wiH3wiICAWhUIoiSIWICF8IAN8IiEgHoVCMIkiHiAgfC\
IgIBggFyAahUIwiSIXIBt8IhogFIVCAYkiFHwgBXwiGCAchUIgiSIbICR8IhwgFIVCKIkiFCAYfCABfCIYIBuFQjCJIhsgHyAPhUIBiSIPICJ8IAx8Ih8gF4VCIIkiFyAZIB18Ihl8Ih0gD4VCKIkiDyAffCATfC\
IfIBeFQjCJIhcgHXwiHSAPhUIBiSIPIBkgDoVCAYkiDiAVfCAQfCIVICOFQiCJIhkgGnwiGiAOhUIoiSIOIBV8IAJ8IhV8IBN8IiKFQiCJIiN8IiQgD4VCKIkiDyAifCASfCIiICOFQjCJIiMgJHwiJCAPhUIBiS\
IPIBsgHHwiGyAVIBmFQjCJIhUgICAWhUIBiSIWIB98IAt8IhmFQiCJIhx8Ih8gFoVCKIkiFiAZfCACfCIZfCAJfCIgIBUgGnwiFSAXIBsgFIVCAYkiFCAhfCAFfCIahUIgiSIXfCIbIBSFQiiJIhQgGnwgA3wiGi\
AXhUIwiSIXhUIgiSIhIB0gHiAVIA6FQgGJIg4gGHwgEHwiFYVCIIkiGHwiHSAOhUIoiSIOIBV8IAF8IhUgGIVCMIkiGCAdfCIdfCIeIA+FQiiJIg8gIHwgDXwiICAhhUIwiSIhIB58Ih4gGSAchUIwiSIZIB98Ih\
wgFoVCAYkiFiAafCAIfCIaIBiFQiCJIhggJHwiHyAWhUIoiSIWIBp8IAp8IhogGIVCMIkiGCAdIA6FQgGJIg4gInwgBHwiHSAZhUIgiSIZIBcgG3wiF3wiGyAOhUIoiSIOIB18IAd8Ih0gGYVCMIkiGSAbfCIbIA\
6FQgGJIg4gFSAXIBSFQgGJIhR8IAx8IhUgI4VCIIkiFyAcfCIcIBSFQiiJIhQgFXwgBnwiFXwgEnwiIoVCIIkiI3wiJCAOhUIoiSIOICJ8IBN8IiIgGyAhIBUgF4VCMIkiFSAcfCIXIBSFQgGJIhQgGnwgBnwiGo\
VCIIkiHHwiGyAUhUIoiSIUIBp8IBB8IhogHIVCMIkiHCAbfCIbIBSFQgGJIhR8IA18IiEgGCAffCIYIBUgHiAPhUIBiSIPIB18IAJ8Ih2FQiCJIhV8Ih4gD4VCKIkiDyAdfCABfCIdIBWFQjCJIhWFQiCJIh8gFy\
AZIBggFoVCAYkiFiAgfCADfCIYhUIgiSIZfCIXIBaFQiiJIhYgGHwgBHwiGCAZhUIwiSIZIBd8Ihd8IiAgFIVCKIkiFCAhfCAIfCIhIB+FQjCJIh8gIHwiICAiICOFQjCJIiIgJHwiIyAOhUIBiSIOIB18IAd8Ih\
0gGYVCIIkiGSAbfCIbIA6FQiiJIg4gHXwgDHwiHSAZhUIwiSIZIBcgFoVCAYkiFiAafCALfCIXICKFQiCJIhogFSAefCIVfCIeIBaFQiiJIhYgF3wgCXwiFyAahUIwiSIaIB58Ih4gFoVCAYkiFiAVIA+FQgGJIg\
8gGHwgBXwiFSAchUIgiSIYICN8IhwgD4VCKIkiDyAVfCAKfCIVfCACfCIChUIgiSIifCIjIBaFQiiJIhYgAnwgC3wiAiAihUIwiSILICN8IiIgFoVCAYkiFiAZIBt8IhkgFSAYhUIwiSIVICAgFIVCAYkiFCAXfC\
ANfCINhUIgiSIXfCIYIBSFQiiJIhQgDXwgBXwiBXwgEHwiECAVIBx8Ig0gGiAZIA6FQgGJIg4gIXwgDHwiDIVCIIkiFXwiGSAOhUIoiSIOIAx8IBJ8IhIgFYVCMIkiDIVCIIkiFSAeIB8gDSAPhUIBiSINIB18IA\
l8IgmFQiCJIg98IhogDYVCKIkiDSAJfCAIfCIJIA+FQjCJIgggGnwiD3wiGiAWhUIoiSIWIBB8IAd8IhAgEYUgDCAZfCIHIA6FQgGJIgwgCXwgCnwiCiALhUIgiSILIAUgF4VCMIkiBSAYfCIJfCIOIAyFQiiJIg\
wgCnwgE3wiEyALhUIwiSIKIA58IguFNwOAgQVBACADIAYgDyANhUIBiSINIAJ8fCICIAWFQiCJIgUgB3wiBiANhUIoiSIHIAJ8fCICQQApA4iBBYUgBCABIBIgCSAUhUIBiSIDfHwiASAIhUIgiSISICJ8IgkgA4\
VCKIkiAyABfHwiASAShUIwiSIEIAl8IhKFNwOIgQVBACATQQApA5CBBYUgECAVhUIwiSIQIBp8IhOFNwOQgQVBACABQQApA5iBBYUgAiAFhUIwiSICIAZ8IgGFNwOYgQVBACASIAOFQgGJQQApA6CBBYUgAoU3A6\
CBBUEAIBMgFoVCAYlBACkDqIEFhSAKhTcDqIEFQQAgASAHhUIBiUEAKQOwgQWFIASFNwOwgQVBACALIAyFQgGJQQApA7iBBYUgEIU3A7iBBQveAgUBfwF+AX8BfgJ/IwBBwABrIgAkAAJAQQApA9CBBUIAUg0AQQ\
BBACkDwIEFIgFBACgC4IIFIgKsfCIDNwPAgQVBAEEAKQPIgQUgAyABVK18NwPIgQUCQEEALQDoggVFDQBBAEJ/NwPYgQULQQBCfzcD0IEFAkAgAkH/AEoNAEEAIQQDQCACIARqQeCBBWpBADoAACAEQQFqIgRBgA\
FBACgC4IIFIgJrSA0ACwtB4IEFEAIgAEEAKQOAgQU3AwAgAEEAKQOIgQU3AwggAEEAKQOQgQU3AxAgAEEAKQOYgQU3AxggAEEAKQOggQU3AyAgAEEAKQOogQU3AyggAEEAKQOwgQU3AzAgAEEAKQO4gQU3AzhBAC\
gC5IIFIgVBAUgNAEEAIQJBACEEA0AgBEGAgQRqIAAgBGotAAA6AAAgBEEBaiEEIAUgAkEBaiICQf8BcUsNAAsLIABBwABqJAAL+gMCAn8BfiMAQYABayICJABBAEGBAjsB8oIFQQAgAToA8YIFQQAgADoA8IIFQZ\
B+IQADQCAAQYCDBWpCADcAACAAQfiCBWpCADcAACAAQfCCBWpCADcAACAAQRhqIgANAAtBACEDQQBBACkD8IIFIgRCiJLznf/M+YTqAIU3A4CBBUEAQQApA/iCBUK7zqqm2NDrs7t/hTcDiIEFQQBBACkDgIMFQq\
vw0/Sv7ry3PIU3A5CBBUEAQQApA4iDBULx7fT4paf9p6V/hTcDmIEFQQBBACkDkIMFQtGFmu/6z5SH0QCFNwOggQVBAEEAKQOYgwVCn9j52cKR2oKbf4U3A6iBBUEAQQApA6CDBULr+obav7X2wR+FNwOwgQVBAE\
EAKQOogwVC+cL4m5Gjs/DbAIU3A7iBBUEAIASnQf8BcTYC5IIFAkAgAUUNACACQgA3A3ggAkIANwNwIAJCADcDaCACQgA3A2AgAkIANwNYIAJCADcDUCACQgA3A0ggAkIANwNAIAJCADcDOCACQgA3AzAgAkIANw\
MoIAJCADcDICACQgA3AxggAkIANwMQIAJCADcDCCACQgA3AwBBACEAA0AgAiAAaiAAQYCBBGotAAA6AAAgAEEBaiEAIAEgA0EBaiIDQf8BcUsNAAsgAkGAARABCyACQYABaiQACxIAIABBA3ZB/z9xIABBEHYQBA\
sKAEGAgQQgABABCwYAQYCBBQscACABQQN2Qf8/cSABQRB2EARBgIEEIAAQARADCwsMAQBBgIAECwTwAAAA";var hash$j="22cf500a";var wasmJson$j={name:name$j,data:data$j,hash:hash$j};var mutex$k=new Mutex;function validateBits$4(bits){if(!Number.isInteger(bits)||bits<8||bits>512||bits%8!==0){return new Error("Invalid variant! Valid values: 8, 16, ..., 512")}return null}
function getInitParam$1(outputBits,keyBits){return outputBits|keyBits<<16}function createBLAKE2b(bits=512,key=null){if(validateBits$4(bits)){return Promise.reject(validateBits$4(bits))}let keyBuffer=null;let initParam=bits;if(key!==null){
keyBuffer=getUInt8Buffer(key);if(keyBuffer.length>64){return Promise.reject(new Error("Max key length is 64 bytes"))}initParam=getInitParam$1(bits,keyBuffer.length)}
const outputSize=bits/8;return WASMInterface(wasmJson$j,outputSize).then(wasm=>{if(initParam>512){wasm.writeMemory(keyBuffer)}wasm.init(initParam);const obj={init:initParam>
512?()=>{wasm.writeMemory(keyBuffer);wasm.init(initParam);return obj}:()=>{wasm.init(initParam);return obj},update:data=>{wasm.update(data);return obj},digest:outputType=>wasm.
digest(outputType),save:()=>wasm.save(),load:data=>{wasm.load(data);return obj},blockSize:128,digestSize:outputSize};return obj})}function encodeResult(salt,options,res){
const parameters=[`m=${options.memorySize}`,`t=${options.iterations}`,`p=${options.parallelism}`].join(",");return`$argon2${options.hashType}$v=19$${parameters}\
$${encodeBase64(salt,false)}$${encodeBase64(res,false)}`}var uint32View=new DataView(new ArrayBuffer(4));function int32LE(x){uint32View.setInt32(0,x,true);return new Uint8Array(
uint32View.buffer)}function hashFunc(blake512,buf,len){return __awaiter(this,void 0,void 0,function*(){if(len<=64){const blake=yield createBLAKE2b(len*8);blake.
update(int32LE(len));blake.update(buf);return blake.digest("binary")}const r=Math.ceil(len/32)-2;const ret=new Uint8Array(len);blake512.init();blake512.update(int32LE(
len));blake512.update(buf);let vp=blake512.digest("binary");ret.set(vp.subarray(0,32),0);for(let i=1;i<r;i++){blake512.init();blake512.update(vp);vp=blake512.digest(
"binary");ret.set(vp.subarray(0,32),i*32)}const partialBytesNeeded=len-32*r;let blakeSmall;if(partialBytesNeeded===64){blakeSmall=blake512;blakeSmall.init()}else{
blakeSmall=yield createBLAKE2b(partialBytesNeeded*8)}blakeSmall.update(vp);vp=blakeSmall.digest("binary");ret.set(vp.subarray(0,partialBytesNeeded),r*32);return ret})}
function getHashType(type){switch(type){case"d":return 0;case"i":return 1;default:return 2}}function argon2Internal(options){return __awaiter(this,void 0,void 0,
function*(){var _a2;const{parallelism,iterations,hashLength}=options;const password=getUInt8Buffer(options.password);const salt=getUInt8Buffer(options.salt);const version=19;
const hashType=getHashType(options.hashType);const{memorySize}=options;const secret=getUInt8Buffer((_a2=options.secret)!==null&&_a2!==void 0?_a2:"");const[argon2Interface,
blake512]=yield Promise.all([WASMInterface(wasmJson$k,1024),createBLAKE2b(512)]);argon2Interface.setMemorySize(memorySize*1024+1024);const initVector=new Uint8Array(
24);const initVectorView=new DataView(initVector.buffer);initVectorView.setInt32(0,parallelism,true);initVectorView.setInt32(4,hashLength,true);initVectorView.setInt32(
8,memorySize,true);initVectorView.setInt32(12,iterations,true);initVectorView.setInt32(16,version,true);initVectorView.setInt32(20,hashType,true);argon2Interface.
writeMemory(initVector,memorySize*1024);blake512.init();blake512.update(initVector);blake512.update(int32LE(password.length));blake512.update(password);blake512.
update(int32LE(salt.length));blake512.update(salt);blake512.update(int32LE(secret.length));blake512.update(secret);blake512.update(int32LE(0));const segments=Math.
floor(memorySize/(parallelism*4));const lanes=segments*4;const param=new Uint8Array(72);const H0=blake512.digest("binary");param.set(H0);for(let lane=0;lane<parallelism;lane++){
param.set(int32LE(0),64);param.set(int32LE(lane),68);let position=lane*lanes;let chunk=yield hashFunc(blake512,param,1024);argon2Interface.writeMemory(chunk,position*
1024);position+=1;param.set(int32LE(1),64);chunk=yield hashFunc(blake512,param,1024);argon2Interface.writeMemory(chunk,position*1024)}const C=new Uint8Array(1024);
writeHexToUInt8(C,argon2Interface.calculate(new Uint8Array([]),memorySize));const res=yield hashFunc(blake512,C,hashLength);if(options.outputType==="hex"){const digestChars=new Uint8Array(
hashLength*2);return getDigestHex(digestChars,res,hashLength)}if(options.outputType==="encoded"){return encodeResult(salt,options,res)}return res})}var validateOptions$3=options=>{
var _a2;if(!options||typeof options!=="object"){throw new Error("Invalid options parameter. It requires an object.")}if(!options.password){throw new Error("Pass\
word must be specified")}options.password=getUInt8Buffer(options.password);if(options.password.length<1){throw new Error("Password must be specified")}if(!options.
salt){throw new Error("Salt must be specified")}options.salt=getUInt8Buffer(options.salt);if(options.salt.length<8){throw new Error("Salt should be at least 8 b\
ytes long")}options.secret=getUInt8Buffer((_a2=options.secret)!==null&&_a2!==void 0?_a2:"");if(!Number.isInteger(options.iterations)||options.iterations<1){throw new Error(
"Iterations should be a positive number")}if(!Number.isInteger(options.parallelism)||options.parallelism<1){throw new Error("Parallelism should be a positive nu\
mber")}if(!Number.isInteger(options.hashLength)||options.hashLength<4){throw new Error("Hash length should be at least 4 bytes.")}if(!Number.isInteger(options.memorySize)){
throw new Error("Memory size should be specified.")}if(options.memorySize<8*options.parallelism){throw new Error("Memory size should be at least 8 * parallelism\
.")}if(options.outputType===void 0){options.outputType="hex"}if(!["hex","binary","encoded"].includes(options.outputType)){throw new Error(`Insupported output ty\
pe ${options.outputType}. Valid values: ['hex', 'binary', 'encoded']`)}};function argon2id(options){return __awaiter(this,void 0,void 0,function*(){validateOptions$3(options);return argon2Internal(Object.assign(Object.assign({},options),
{hashType:"id"}))})}var mutex$j=new Mutex;var mutex$i=new Mutex;var mutex$h=new Mutex;var mutex$g=new Mutex;var polyBuffer=new Uint8Array(8);var mutex$f=new Mutex;var mutex$e=new Mutex;var mutex$d=new Mutex;var mutex$c=new Mutex;var mutex$b=new Mutex;var mutex$a=new Mutex;var mutex$9=new Mutex;var mutex$8=new Mutex;var mutex$7=new Mutex;var mutex$6=new Mutex;var mutex$5=new Mutex;var seedBuffer$2=new Uint8Array(8);var mutex$4=new Mutex;var seedBuffer$1=new Uint8Array(8);var mutex$3=new Mutex;var seedBuffer=new Uint8Array(8);var mutex$2=new Mutex;var mutex$1=new Mutex;var mutex=new Mutex;
return { argon2id: argon2id };
})();
// argon2.js
const module1 = (() => {
// Argon2id in a thread of its own, so that the page goes on while it works. The thread is let go
// afterwards, and its memory with it.

const { argon2id: argon2id } = module0;

addEventListener("message", async ({ data }) => {
  const { secret, salt, kdf, size } = data;
  const { m: memorySize, t: iterations, p: parallelism } = kdf;
  const costs = { memorySize, iterations, parallelism, hashLength: size };
  try {
    const input = { password: secret, salt, ...costs };
    postMessage({ bytes: await argon2id({ ...input, outputType: "binary" }) });
  } catch (error) {
    // An error in an async function reaches nobody by itself.
    postMessage({ reason: String(error) });
  } finally {
    secret.fill(0);
  }
});
return {  };
})();
