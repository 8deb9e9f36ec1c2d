function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in a&&a.BYTES_PER_ELEMENT===1}var atitle=title=>title?
`"${title}" `:"";function anumber(n,title=""){if(typeof n!=="number")throw new TypeError(atitle(title)+"expected number, got "+typeof n);if(!Number.isSafeInteger(
n)||n<0)throw new RangeError(atitle(title)+"expected integer >= 0, got "+n);return n}function abytes(value,length,title=""){if(isBytes(value)&&(length===void 0||value.length===length))return value;if(length!==void 0)anumber(length,"length");const bytes=isBytes(
value);const ofLen=length!==void 0?` of length ${length}`:"";const got=bytes?`length=${value.length}`:`type=${typeof value}`;const message=atitle(title)+"expect\
ed Uint8Array"+ofLen+", got "+got;if(!bytes)throw new TypeError(message);throw new RangeError(message)}function ahash(h){if(typeof h!=="function"||typeof h.create!=="function")throw new TypeError("expected hash wrapped by utils.createHasher");anumber(h.outputLen);
anumber(h.blockLen);if(h.outputLen<1||h.blockLen<1)throw new Error("hash blockLen / outputLen must be >= 1")}var aobject=(value,label)=>{if(value===null||typeof value!==
"object"||Array.isArray(value))throw new TypeError((label==="object"?"":`"${label}" `)+"expected object, got type="+typeof value)};var aopts=(value,label)=>{aobject(
value,label);const proto=Object.getPrototypeOf(value);if(proto!==Object.prototype&&proto!==null)throw new TypeError(`"${label}" expected plain object`);if(Object.
hasOwn(value,"__proto__"))throw new TypeError(`"${label}.__proto__" is not allowed`)};function aexists(instance,checkFinished=true){if(instance.destroyed)throw new Error(
"hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput(out,instance){abytes(out,void 0,"outpu\
t");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function u32(arr){return new Uint32Array(arr.buffer,arr.byteOffset,Math.floor(arr.byteLength/4))}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].
fill(0)}}function createView(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}function rotr(word,shift){return word<<32-shift|word>>>shift}function rotl(word,shift){
return word<<shift|word>>>32-shift>>>0}var isLE=(()=>new Uint8Array(new Uint32Array([287454020]).buffer)[0]===68)();function byteSwap(word){return word<<24&4278190080|
word<<8&16711680|word>>>8&65280|word>>>24&255}function byteSwap32(arr){for(let i=0;i<arr.length;i++){arr[i]=byteSwap(arr[i])}return arr}var swap32IfBE=isLE?u=>u:byteSwap32;var hasHexBuiltin=(()=>typeof Uint8Array.
from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes=Array.from({length:256},(_,i)=>i.toString(16).padStart(2,"0"));function bytesToHex(bytes){
abytes(bytes);if(hasHexBuiltin)return bytes.toHex();let hex="";for(let i=0;i<bytes.length;i++){hex+=hexes[bytes[i]]}return hex}function asciiToBase16(ch){return ch>=
48&&ch<=57?ch-48:ch>=65&&ch<=70?ch-(65-10):ch>=97&&ch<=102?ch-(97-10):void 0}function hexToBytes(hex){if(typeof hex!=="string")throw new TypeError("hex string e\
xpected, got "+typeof hex);if(hasHexBuiltin){try{return Uint8Array.fromHex(hex)}catch(error){if(error instanceof SyntaxError)throw new RangeError(error.message);
throw error}}const hl=hex.length;const al=hl/2;if(hl%2)throw new RangeError("hex string expected, got unpadded hex of length "+hl);const array=new Uint8Array(al);
for(let ai=0,hi=0;ai<al;ai++,hi+=2){const n1=asciiToBase16(hex.charCodeAt(hi));const n2=asciiToBase16(hex.charCodeAt(hi+1));if(n1===void 0||n2===void 0){const char=hex[hi]+
hex[hi+1];throw new RangeError('hex string expected, got non-hex character "'+char+'" at index '+hi)}array[ai]=n1*16+n2}return array}function utf8ToBytes(str){if(typeof str!=="string")throw new TypeError("string expected");const encoded=new TextEncoder().encode(str);try{return new Uint8Array(
encoded)}finally{clean(encoded)}}function kdfInputToBytes(data,errorTitle=""){if(typeof data==="string")return utf8ToBytes(data);return abytes(data,void 0,errorTitle)}
function concatBytes(...arrays){let sum=0;for(let i=0;i<arrays.length;i++){const a=arrays[i];abytes(a);sum+=a.length}const res=new Uint8Array(sum);for(let i=0,pad=0;i<
arrays.length;i++){const a=arrays[i];res.set(a,pad);pad+=a.length}return res}function checkOpts(defaults,opts2,title="opts"){aopts(defaults,"defaults");if(opts2!==void 0)aopts(opts2,title);const merged=Object.assign(Object.create(null),defaults,
opts2);return merged}function createHasher(hashCons,info={}){if(typeof hashCons!=="function")throw new TypeError('"hashCons" expected function, got type='+typeof hashCons);
info=checkOpts({},info,"info");const hashC=(msg,opts2)=>hashCons(opts2).update(msg).digest();const tmp=hashCons(void 0);hashC.outputLen=tmp.outputLen;hashC.blockLen=
tmp.blockLen;hashC.canXOF=tmp.canXOF;hashC.create=opts2=>hashCons(opts2);Object.assign(hashC,info);return Object.freeze(hashC)}function randomBytes(bytesLength=32){
anumber(bytesLength,"bytesLength");const cr=typeof globalThis==="object"?globalThis.crypto:null;if(typeof cr?.getRandomValues!=="function")throw new Error("cryp\
to.getRandomValues must be defined");if(bytesLength>65536)throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);return cr.getRandomValues(
new Uint8Array(bytesLength))}var oidNist=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});var _HMAC=class{oHash;iHash;blockLen;outputLen;canXOF=false;finished=false;destroyed=false;constructor(hash,key){ahash(hash);abytes(key,void 0,"key");this.iHash=
hash.create();if(typeof this.iHash.update!=="function")throw new Error("expected Hash instance");this.blockLen=this.iHash.blockLen;this.outputLen=this.iHash.outputLen;
const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(key).digest():key);for(let i=0;i<pad.length;i++)
pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.update(pad);clean(pad)}update(buf){aexists(this);
this.iHash.update(buf);return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const buf=out.subarray(0,this.outputLen);this.iHash.digestInto(
buf);this.oHash.update(buf);this.oHash.digestInto(buf);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(out);return out}_cloneInto(to){
to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen,canXOF}=this;to=to;to.finished=finished;to.destroyed=
destroyed;to.blockLen=blockLen;to.outputLen=outputLen;to.canXOF=canXOF;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){
return this._cloneInto()}destroy(){this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac=(()=>{const hmac_=((hash,key,message)=>new _HMAC(hash,
key).update(message).digest());hmac_.create=(hash,key)=>new _HMAC(hash,key);return hmac_})();function extract(hash,ikm,salt){ahash(hash);if(salt===void 0)salt=new Uint8Array(hash.outputLen);return hmac(hash,salt,ikm)}var HKDF_COUNTER=Uint8Array.of(0);var EMPTY_BUFFER=Uint8Array.
of();function expand(hash,prk,info,length=32,_recycled){ahash(hash);anumber(length,"length");abytes(prk,void 0,"prk");const olen=hash.outputLen;if(prk.length<olen)
throw new Error('"prk" must be at least HashLen octets');if(length>255*olen)throw new Error("Length must be <= 255*HashLen");const blocks=Math.ceil(length/olen);
if(info===void 0)info=EMPTY_BUFFER;else abytes(info,void 0,"info");if(!blocks){if(_recycled)clean(prk);return new Uint8Array}const okm=_recycled&&blocks===1?prk:
new Uint8Array(blocks*olen);const{iHash,oHash}=hmac.create(hash,prk);const T=_recycled?prk:new Uint8Array(olen);const worker=blocks>1?_recycled?.iHash||hash.create():
void 0;for(let counter=0;counter<blocks-1;counter++){HKDF_COUNTER[0]=counter+1;const iWork=iHash._cloneInto(worker);if(counter)iWork.update(T);iWork.update(info).
update(HKDF_COUNTER).digestInto(T);oHash._cloneInto(worker).update(T).digestInto(T);okm.set(T,olen*counter)}HKDF_COUNTER[0]=blocks;if(blocks>1)iHash.update(T);iHash.
update(info).update(HKDF_COUNTER).digestInto(T);oHash.update(T).digestInto(T);okm.set(T,olen*(blocks-1));iHash.destroy();oHash.destroy();worker?.destroy();if(T!==
okm)clean(T);clean(HKDF_COUNTER);if(length===okm.length)return okm;const res=okm.slice(0,length);clean(okm);return res}var hkdf=(hash,ikm,salt,info,length)=>{ahash(
hash);if(salt===void 0)salt=new Uint8Array(hash.outputLen);const HMAC=hmac.create(hash,salt).update(ikm);return expand(hash,HMAC.digest(),info,length,HMAC)};var fromNumH=n=>n/2**32|0;var fromNumL=n=>n>>>0;function setU64FromNum(view,byteOffset,n,isLE4){const h=fromNumH(n);const l=fromNumL(n);view.setUint32(byteOffset,
isLE4?l:h,isLE4);view.setUint32(byteOffset+4,isLE4?h:l,isLE4)}function Chi(a,b,c){return a&b^~a&c}function Maj(a,b,c){return a&b^a&c^b&c}var HashMD=class{blockLen;outputLen;canXOF=false;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE4){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE4;this.buffer=new Uint8Array(blockLen);this.view=createView(this.buffer)}update(data){
aexists(this);abytes(data);const{view,buffer,blockLen}=this;const len=data.length;let processed=false;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.
pos,len-pos);if(take===blockLen){const dataView=createView(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);processed=true;continue}buffer.
set(pos===0&&take===len?data:data.subarray(pos,pos+take),this.pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0;processed=true}}
this.length+=data.length;if(processed)this.roundClean();return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const{buffer,view,blockLen,
isLE:isLE4}=this;let{pos}=this;buffer[pos++]=128;buffer.fill(0,pos);if(this.padOffset>blockLen-pos){this.process(view,0);buffer.fill(0)}setU64FromNum(view,blockLen-
8,this.length*8,isLE4);this.process(view,0);this.roundClean();const oview=out===buffer?view:createView(out);const len=this.outputLen;const outLen=len/4;const state=this.
get();if(len%4||outLen>state.length)throw new Error("invalid outputLen");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE4)}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneIntoMeta(to){const{buffer,length,finished,destroyed,pos}=this;to.destroyed=
destroyed;to.finished=finished;to.length=length;to.pos=pos;if(pos)to.buffer.set(buffer);return to}clone(){return this._cloneInto()}};var SHA256_IV=Uint32Array.from(
[1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]);var SHA256_K=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,
1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,
3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,
3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,
2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]);var SHA256_W=new Uint32Array(64);var SHA2_32B=class extends HashMD{A=0;B=0;C=0;D=0;E=0;F=0;G=0;H=0;constructor(outputLen,IV){
super(64,outputLen,8,false);this.A=IV[0]|0;this.B=IV[1]|0;this.C=IV[2]|0;this.D=IV[3]|0;this.E=IV[4]|0;this.F=IV[5]|0;this.G=IV[6]|0;this.H=IV[7]|0}get(){const{
A,B,C,D,E,F:F2,G,H}=this;return[A,B,C,D,E,F2,G,H]}set(A,B,C,D,E,F2,G,H){this.A=A|0;this.B=B|0;this.C=C|0;this.D=D|0;this.E=E|0;this.F=F2|0;this.G=G|0;this.H=H|0}_cloneInto(to){
(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){for(let i=0;i<16;i++,offset+=4)SHA256_W[i]=view.getUint32(offset,
false);for(let i=16;i<64;i++){const W15=SHA256_W[i-15];const W2=SHA256_W[i-2];const s0=rotr(W15,7)^rotr(W15,18)^W15>>>3;const s1=rotr(W2,17)^rotr(W2,19)^W2>>>10;
SHA256_W[i]=s1+SHA256_W[i-7]+s0+SHA256_W[i-16]|0}let{A,B,C,D,E,F:F2,G,H}=this;for(let i=0;i<64;i++){const sigma1=rotr(E,6)^rotr(E,11)^rotr(E,25);const T1=H+sigma1+
Chi(E,F2,G)+SHA256_K[i]+SHA256_W[i]|0;const sigma0=rotr(A,2)^rotr(A,13)^rotr(A,22);const T2=sigma0+Maj(A,B,C)|0;H=G;G=F2;F2=E;E=D+T1|0;D=C;C=B;B=A;A=T1+T2|0}A=A+
this.A|0;B=B+this.B|0;C=C+this.C|0;D=D+this.D|0;E=E+this.E|0;F2=F2+this.F|0;G=G+this.G|0;H=H+this.H|0;this.set(A,B,C,D,E,F2,G,H)}roundClean(){clean(SHA256_W)}destroy(){
this.destroyed=true;this.set(0,0,0,0,0,0,0,0);clean(this.buffer)}};var _SHA256=class extends SHA2_32B{constructor(){super(32,SHA256_IV)}};var sha256=createHasher(()=>new _SHA256,oidNist(1));var freeze=fn=>Object.freeze(fn());function isBytes2(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELE\
MENT"in a&&a.BYTES_PER_ELEMENT===1}function abytes2(b){if(!isBytes2(b))throw new TypeError("Uint8Array expected")}function isArrayOf(isString,arr){if(!Array.isArray(
arr))return false;if(arr.length===0)return true;if(isString){return arr.every(item=>typeof item==="string")}else{return arr.every(item=>Number.isSafeInteger(item))}}
function afn(input){if(typeof input!=="function")throw new TypeError("function expected");return true}function astr(label,input){if(typeof input!=="string")throw new TypeError(
`${label}: string expected`);return true}function anumber2(n,title="number"){if(typeof n!=="number")throw new TypeError(`${title}: expected number, got ${typeof n}`);
if(!Number.isSafeInteger(n))throw new RangeError(`${title}: expected safe integer, got ${n}`)}function anumArr(label,input){if(!isArrayOf(false,input))throw new TypeError(
`${label}: array of numbers expected`)}function chain(...args){const id=a=>a;const wrap=(a,b)=>c=>a(b(c));const encode=args.map(x=>x.encode).reduceRight(wrap,id);
const decode=args.map(x=>x.decode).reduce(wrap,id);return{encode,decode}}var powers=(()=>{let res=[];for(let i=0;i<40;i++)res.push(2**i);return res})();function u8ToNumArr(u8,len=u8.length){const res=new Array(len);for(let i=0;i<len;i++)
res[i]=u8[i];return res}var asciiDecoder=(()=>{try{const decoder=new TextDecoder;return decoder.decode(Uint8Array.of(65,48,43,127))==="A0+\x7F"?decoder:void 0}catch(e){
return void 0}})();var B2S_CHUNK=8192;function charcodesToString(codes){const len=codes.length;if(asciiDecoder!==void 0&&len>=12)return asciiDecoder.decode(codes);
if(len<=B2S_CHUNK)return String.fromCharCode.apply(null,codes);let res="";for(let i=0;i<len;i+=B2S_CHUNK)res+=String.fromCharCode.apply(null,codes.subarray(i,i+
B2S_CHUNK));return res}function radix2(bits){anumber2(bits);if(bits<=0||bits>8)throw new RangeError("radix2: bits should be in (0..8]");const mask=powers[bits]-
1;return{encode:bytes=>{abytes2(bytes);const len=bytes.length;const res=new Uint8Array(Math.ceil(len*8/bits));let carry=0;let pos=0;let j=0;for(let i=0;i<len;){
if(i+2<len){carry=carry<<24|bytes[i]<<16|bytes[i+1]<<8|bytes[i+2];pos+=24;i+=3}else{carry=(carry<<8|bytes[i])&65535;pos+=8;i++}for(;;){pos-=bits;res[j++]=carry>>
pos&mask;if(pos<bits)break}}if(pos>0)res[j]=carry<<bits-pos&mask;return res},decode:digits=>{const len=digits.length;const res=new Uint8Array(Math.floor(len*bits/
8));let carry=0;let pos=0;let j=0;for(let i=0;i<len;i++){carry=(carry<<bits|digits[i])&65535;pos+=bits;for(;pos>=8;pos-=8)res[j++]=carry>>pos-8&255}carry=carry<<
8-pos&255;if(pos>=bits)throw new Error("Excess padding");if(carry>0)throw new Error(`Non-zero padding: ${carry}`);return res}}}function alphabet(letters,aliases){
const len=letters.length;if(len>128)throw new Error("alphabet: max 128 letters");const encTable=new Uint8Array(len);const decTable=new Int8Array(128).fill(-1);for(let i=0;i<
len;i++){const code=letters.charCodeAt(i);if(letters.codePointAt(i)!==code||code>127)throw new Error("alphabet: single-char ASCII letters only");encTable[i]=code;
decTable[code]=i}if(aliases!==void 0){for(const alias of Object.keys(aliases)){const code=alias.charCodeAt(0);const target=decTable[aliases[alias].charCodeAt(0)];
if(alias.length!==1||code>127||target===void 0||target===-1)throw new Error(`alphabet: invalid alias ${alias}`);decTable[code]=target}}return{encode:digits=>{const codes=new Uint8Array(
digits.length);for(let i=0;i<digits.length;i++){const d=digits[i];const code=encTable[d];if(code===void 0)throw new Error(`alphabet.encode: invalid digit ${d}`);
codes[i]=code}return charcodesToString(codes)},decode:input=>{astr("decode",input);const slen=input.length;const digits=new Uint8Array(slen);for(let i=0;i<slen;i++){
const code=input.charCodeAt(i);const digit=code<128?decTable[code]:-1;if(digit===-1)throw new Error(`Unknown letter "${input[i]}". Allowed: ${letters}`);digits[i]=
digit}return digits}}}function unsafeWrapper(fn){afn(fn);return function(...args){try{return fn.apply(null,args)}catch(e){}}}var base64nopad=freeze(()=>chain(radix2(6),alphabet("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")));var BECH_ALPHABET=alphabet("qpzry9x8gf2tvdw0s3jn54khce6mua7l");var BECH_UPPERCASE_PRINTABLE=/^[\x21-\x60\x7b-\x7e]+$/;function assertBech32Printable(label,value){
for(let i=0;i<value.length;i++){const c=value.charCodeAt(i);if(c<33||c>126)throw new Error(`${label}: printable ASCII expected`)}}function wordsToU8(words){const len=words.
length;const res=new Uint8Array(len);for(let i=0;i<len;i++){const w=words[i];if(w<0||w>=32)throw new Error(`alphabet.encode: invalid digit ${w}`);res[i]=w}return res}
var POLYMOD_GENERATORS=[996825010,642813549,513874426,1027748829,705979059];function bech32Polymod(pre){const b=pre>>25;let chk=(pre&33554431)<<5;for(let i=0;i<
POLYMOD_GENERATORS.length;i++){if((b>>i&1)===1)chk^=POLYMOD_GENERATORS[i]}return chk}function bechChecksum(prefix,words,encodingConst=1){const len=prefix.length;
let chk=1;for(let i=0;i<len;i++){const c=prefix.charCodeAt(i);if(c<33||c>126)throw new Error(`Invalid prefix (${prefix})`);chk=bech32Polymod(chk)^c>>5}chk=bech32Polymod(
chk);for(let i=0;i<len;i++)chk=bech32Polymod(chk)^prefix.charCodeAt(i)&31;for(let v of words)chk=bech32Polymod(chk)^v;for(let i=0;i<6;i++)chk=bech32Polymod(chk);
chk^=encodingConst;const sum=new Uint8Array(6);for(let i=0;i<6;i++)sum[i]=chk>>>5*(5-i)&31;return BECH_ALPHABET.encode(sum)}function genBech32(encoding){const ENCODING_CONST=encoding===
"bech32"?1:734539939;const _words=radix2(5);const toWords=from=>{abytes2(from);const len=from.length;const res=new Array(Math.ceil(len*8/5));let carry=0;let pos=0;
let j=0;for(let i=0;i<len;i++){carry=carry<<8|from[i];pos+=8;for(;pos>=5;pos-=5)res[j++]=carry>>pos-5&31}if(pos>0)res[j]=carry<<5-pos&31;return res};const fromWords=to=>{
anumArr("radix2.decode",to);const len=to.length;const digits=new Uint8Array(len);for(let i=0;i<len;i++){const w=to[i];if(w<0||w>=32)throw new Error(`convertRadi\
x2: invalid word=${w}`);digits[i]=w}return _words.decode(digits)};const fromWordsUnsafe=unsafeWrapper(fromWords);function encode(prefix,words,limit=90){astr("be\
ch32.encode prefix",prefix);if(limit!==false)anumber2(limit,"limit");if(isBytes2(words))words=u8ToNumArr(words);anumArr("bech32.encode",words);const plen=prefix.
length;if(plen===0)throw new TypeError(`Invalid prefix length ${plen}`);const actualLength=plen+7+words.length;if(limit!==false&&actualLength>limit)throw new TypeError(
`Length ${actualLength} exceeds limit ${limit}`);assertBech32Printable("bech32.encode prefix",prefix);const lowered=prefix.toLowerCase();const sum=bechChecksum(
lowered,words,ENCODING_CONST);return`${lowered}1${BECH_ALPHABET.encode(wordsToU8(words))}${sum}`}function decode(str,limit=90){astr("bech32.decode input",str);if(limit!==
false)anumber2(limit,"limit");const slen=str.length;if(slen<8||limit!==false&&slen>limit)throw new TypeError(`invalid string length ${slen}, expected (8..${limit}\
)`);const lowered=str.toLowerCase();if(str!==lowered){if(!BECH_UPPERCASE_PRINTABLE.test(str)){assertBech32Printable("bech32.decode input",str);throw new Error(`\
mixed-case string not allowed`)}}const sepIndex=lowered.lastIndexOf("1");if(sepIndex===0||sepIndex===-1)throw new Error(`invalid separator "1"`);const prefix=lowered.
slice(0,sepIndex);const data=lowered.slice(sepIndex+1);if(data.length<6)throw new Error("invalid data length");const digits=BECH_ALPHABET.decode(data);const words=u8ToNumArr(
digits,digits.length-6);const sum=bechChecksum(prefix,words,ENCODING_CONST);if(!data.endsWith(sum))throw new Error(`Invalid checksum in ${str}`);return{prefix,words}}
const decodeUnsafe=unsafeWrapper(decode);function decodeToBytes(str,limit=90){const{prefix,words}=decode(str,limit);return{prefix,words,bytes:fromWords(words)}}
function encodeFromBytes(prefix,bytes){return encode(prefix,toWords(bytes))}return{encode,decode,encodeFromBytes,decodeToBytes,decodeUnsafe,fromWords,fromWordsUnsafe,
toWords}}var bech32=freeze(()=>genBech32("bech32"));function pbkdf2Init(hash,_password,_salt,_opts){ahash(hash);const opts2=checkOpts({dkLen:32,asyncTick:10},_opts);const{c,dkLen,asyncTick}=opts2;anumber(c,"c");anumber(
dkLen,"dkLen");anumber(asyncTick,"asyncTick");if(c<1)throw new Error('"c" (iterations) must be >= 1');if(dkLen<1)throw new Error('"dkLen" must be >= 1');if(dkLen>
(2**32-1)*hash.outputLen)throw new Error("derived key too long");const p=kdfInputToBytes(_password,"password");try{const s=kdfInputToBytes(_salt,"salt");try{const DK=new Uint8Array(
dkLen);const{iHash,oHash,outputLen}=hmac.create(hash,p);const u=new Uint8Array(outputLen);const eng=pbkdf2Engine(iHash,oHash,s,u);return{c,dkLen,asyncTick,DK,outputLen,
eng}}finally{if(typeof _salt==="string")clean(s)}}finally{if(typeof _password==="string")clean(p)}}function pbkdf2Engine(iHash,oHash,salt,u){const counter=new Uint8Array(
4);const view=createView(counter);const salted=iHash._cloneInto().update(salt);const work=oHash._cloneInto();const iClone=iHash._cloneInto;const oClone=oHash._cloneInto;
return{u1:(ti,Ti)=>{view.setInt32(0,ti,false);salted._cloneInto(work).update(counter).digestInto(u);oHash._cloneInto(work).update(u).digestInto(u);Ti.set(u.subarray(
0,Ti.length))},rounds:(c,Ti)=>{for(let ui=1;ui<c;ui++){iClone.call(iHash,work).update(u).digestInto(u);oClone.call(oHash,work).update(u).digestInto(u);for(let i=0;i<
Ti.length;i++)Ti[i]^=u[i]}},output:DK=>{iHash.destroy();oHash.destroy();salted.destroy();work.destroy();clean(u);return DK}}}function pbkdf2(hash,password,salt,opts2){
const{c,dkLen,DK,outputLen,eng}=pbkdf2Init(hash,password,salt,opts2);for(let ti=1,pos=0;pos<dkLen;ti++,pos+=outputLen){const Ti=DK.subarray(pos,pos+outputLen);eng.
u1(ti,Ti);eng.rounds(c,Ti)}return eng.output(DK)}function XorAndSalsa(prev,pi,input,ii,out,oi){let y00=prev[pi++]^input[ii++],y01=prev[pi++]^input[ii++];let y02=prev[pi++]^input[ii++],y03=prev[pi++]^input[ii++];
let y04=prev[pi++]^input[ii++],y05=prev[pi++]^input[ii++];let y06=prev[pi++]^input[ii++],y07=prev[pi++]^input[ii++];let y08=prev[pi++]^input[ii++],y09=prev[pi++]^
input[ii++];let y10=prev[pi++]^input[ii++],y11=prev[pi++]^input[ii++];let y12=prev[pi++]^input[ii++],y13=prev[pi++]^input[ii++];let y14=prev[pi++]^input[ii++],y15=prev[pi++]^
input[ii++];let x00=y00,x01=y01,x02=y02,x03=y03,x04=y04,x05=y05,x06=y06,x07=y07,x08=y08,x09=y09,x10=y10,x11=y11,x12=y12,x13=y13,x14=y14,x15=y15;for(let i=0;i<8;i+=
2){x04^=rotl(x00+x12|0,7);x08^=rotl(x04+x00|0,9);x12^=rotl(x08+x04|0,13);x00^=rotl(x12+x08|0,18);x09^=rotl(x05+x01|0,7);x13^=rotl(x09+x05|0,9);x01^=rotl(x13+x09|
0,13);x05^=rotl(x01+x13|0,18);x14^=rotl(x10+x06|0,7);x02^=rotl(x14+x10|0,9);x06^=rotl(x02+x14|0,13);x10^=rotl(x06+x02|0,18);x03^=rotl(x15+x11|0,7);x07^=rotl(x03+
x15|0,9);x11^=rotl(x07+x03|0,13);x15^=rotl(x11+x07|0,18);x01^=rotl(x00+x03|0,7);x02^=rotl(x01+x00|0,9);x03^=rotl(x02+x01|0,13);x00^=rotl(x03+x02|0,18);x06^=rotl(
x05+x04|0,7);x07^=rotl(x06+x05|0,9);x04^=rotl(x07+x06|0,13);x05^=rotl(x04+x07|0,18);x11^=rotl(x10+x09|0,7);x08^=rotl(x11+x10|0,9);x09^=rotl(x08+x11|0,13);x10^=rotl(
x09+x08|0,18);x12^=rotl(x15+x14|0,7);x13^=rotl(x12+x15|0,9);x14^=rotl(x13+x12|0,13);x15^=rotl(x14+x13|0,18)}out[oi++]=y00+x00|0;out[oi++]=y01+x01|0;out[oi++]=y02+
x02|0;out[oi++]=y03+x03|0;out[oi++]=y04+x04|0;out[oi++]=y05+x05|0;out[oi++]=y06+x06|0;out[oi++]=y07+x07|0;out[oi++]=y08+x08|0;out[oi++]=y09+x09|0;out[oi++]=y10+
x10|0;out[oi++]=y11+x11|0;out[oi++]=y12+x12|0;out[oi++]=y13+x13|0;out[oi++]=y14+x14|0;out[oi++]=y15+x15|0}function BlockMix(input,ii,out,oi,r){let head=oi+0;let tail=oi+
16*r;for(let i=0;i<16;i++)out[tail+i]=input[ii+(2*r-1)*16+i];for(let i=0;i<r;i++,head+=16,ii+=16){XorAndSalsa(out,tail,input,ii,out,head);if(i>0)tail+=16;XorAndSalsa(
out,head,input,ii+=16,out,tail)}}var SCRYPT_DEFAULT_MAXMEM=128*8*(2**20+1+1);function scryptInit(password,salt,_opts){const opts2=checkOpts({dkLen:32,asyncTick:10,
maxmem:SCRYPT_DEFAULT_MAXMEM},_opts);const{N:N2,r,p,dkLen,asyncTick,maxmem,onProgress}=opts2;anumber(N2,"N");anumber(r,"r");anumber(p,"p");anumber(dkLen,"dkLen");
anumber(asyncTick,"asyncTick");anumber(maxmem,"maxmem");if(onProgress!==void 0&&typeof onProgress!=="function")throw new Error('"onProgress" must be a function');
if(r<1)throw new Error('"r" expected integer >= 1');const blockSize=128*r;const blockSize32=blockSize/4;const pow32=Math.pow(2,32);if(N2<=1||(N2&N2-1)!==0||N2>pow32)
throw new Error('"N" expected a power of 2, and 2^1 <= N <= 2^32');if(p<1||p>(pow32-1)*32/blockSize)throw new Error('"p" expected integer 1..((2^32 - 1) * 32) /\
 (128 * r)');if(dkLen<1||dkLen>(pow32-1)*32)throw new Error('"dkLen" expected integer 1..(2^32 - 1) * 32');const memUsed=blockSize*(N2+p+1);if(memUsed>maxmem)throw new Error(
'"maxmem" limit was hit: memUsed(128*r*(N+p+1))='+memUsed+", maxmem="+maxmem);const B=pbkdf2(sha256,password,salt,{c:1,dkLen:blockSize*p});const B32=u32(B);const V=u32(
new Uint8Array(blockSize*N2));const tmp=u32(new Uint8Array(blockSize));let blockMixCb=()=>{};if(onProgress){const totalBlockMix=2*N2*p;const callbackPer=Math.max(
Math.floor(totalBlockMix/1e4),1);let blockMixCnt=0;blockMixCb=()=>{blockMixCnt++;if(onProgress&&(!(blockMixCnt%callbackPer)||blockMixCnt===totalBlockMix)){try{onProgress(
blockMixCnt/totalBlockMix)}catch(e){clean(B,V,tmp);throw e}}}}return{N:N2,r,p,dkLen,blockSize32,V,B32,B,tmp,blockMixCb,asyncTick}}function scryptOutput(password,dkLen,B,V,tmp){
const res=pbkdf2(sha256,password,B,{c:1,dkLen});clean(B,V,tmp);return res}function scrypt(password,salt,opts2){const{N:N2,r,p,dkLen,blockSize32,V,B32,B,tmp,blockMixCb}=scryptInit(
password,salt,opts2);swap32IfBE(B32);for(let pi=0;pi<p;pi++){const Pi=blockSize32*pi;for(let i=0;i<blockSize32;i++)V[i]=B32[Pi+i];for(let i=0,pos=0;i<N2-1;i++){
BlockMix(V,pos,V,pos+=blockSize32,r);blockMixCb()}BlockMix(V,(N2-1)*blockSize32,B32,Pi,r);blockMixCb();for(let i=0;i<N2;i++){const j=(B32[Pi+blockSize32-16]&N2-
1)>>>0;for(let k=0;k<blockSize32;k++)tmp[k]=B32[Pi+k]^V[j*blockSize32+k];BlockMix(tmp,0,B32,Pi,r);blockMixCb()}}swap32IfBE(B32);return scryptOutput(password,dkLen,
B,V,tmp)}function isBytes3(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in a&&a.BYTES_PER_ELEMENT===1}
var atitle2=title=>title?`"${title}" `:"";function abool(value,title=""){if(typeof value!=="boolean")throw new TypeError(atitle2(title)+"expected boolean, got t\
ype="+typeof value);return value}function anumber3(n,title=""){if(typeof n!=="number")throw new TypeError(atitle2(title)+"expected number, got "+typeof n);if(!Number.
isSafeInteger(n)||n<0)throw new RangeError(atitle2(title)+"expected integer >= 0, got "+n);return n}function abytes3(value,length,title=""){if(isBytes3(value)&&
(length===void 0||value.length===length))return value;if(length!==void 0)anumber3(length,"length");const bytes=isBytes3(value);const ofLen=length!==void 0?` of \
length ${length}`:"";const got=bytes?`length=${value.length}`:`type=${typeof value}`;const message=atitle2(title)+"expected Uint8Array"+ofLen+", got "+got;if(!bytes)
throw new TypeError(message);throw new RangeError(message)}var aobject2=(value,label)=>{if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(
label==="object"?"expected valid options object":`"${label}" expected object, got type=${typeof value}`)};function aexists2(instance,checkFinished=true){if(instance.
destroyed)throw new Error("hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput2(out,instance){
abytes3(out,void 0,"output");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function u322(arr){return new Uint32Array(arr.buffer,arr.byteOffset,Math.floor(arr.byteLength/4))}function clean2(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].
fill(0)}}function createView2(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}var isLE2=(()=>new Uint8Array(new Uint32Array([287454020]).buffer)[0]===
68)();function byteSwap2(word){return word<<24&4278190080|word<<8&16711680|word>>>8&65280|word>>>24&255}function byteSwap322(arr){for(let i=0;i<arr.length;i++){arr[i]=byteSwap2(arr[i])}return arr}var swap32IfBE2=isLE2?u=>u:byteSwap322;function overlapBytes(a,b){if(!a.byteLength||!b.byteLength)return false;return a.buffer===b.buffer&&a.byteOffset<b.byteOffset+b.byteLength&&b.byteOffset<a.byteOffset+
a.byteLength}function complexOverlapBytes(input,output){if(overlapBytes(input,output)&&input.byteOffset<output.byteOffset)throw new Error("complex overlap of in\
put and output is not supported")}function checkOpts2(defaults,opts2){aobject2(defaults,"defaults");aobject2(opts2,"opts");const merged=Object.assign(defaults,opts2);return merged}function equalBytes(a,b){
a=abytes3(a);b=abytes3(b);if(a.length!==b.length)return false;let diff=0;for(let i=0;i<a.length;i++)diff|=a[i]^b[i];return diff===0}function wrapMacConstructor(keyLen,macCons,fromMsg){
const mac=macCons;const getArgs=fromMsg||(()=>[]);const macC=(msg,key)=>mac(key,...getArgs(msg)).update(msg).digest();const tmp=mac(new Uint8Array(keyLen),...getArgs(
new Uint8Array(0)));macC.outputLen=tmp.outputLen;macC.blockLen=tmp.blockLen;macC.create=(key,...args)=>mac(key,...args);return macC}var wrapCipher=(params,constructor)=>{
function wrappedCipher(key,...args){abytes3(key,void 0,"key");if(params.nonceLength!==void 0){const nonce=args[0];abytes3(nonce,params.varSizeNonce?void 0:params.
nonceLength,"nonce")}const tagl=params.tagLength;const aadStart=params.nonceLength!==void 0?1:0;if(!params.withAAD){for(let i=aadStart;i<args.length;i++)if(isBytes3(
args[i]))throw new Error("AAD not supported")}if(params.withAAD&&args[aadStart]!==void 0)abytes3(args[aadStart],void 0,"AAD");const cipher=constructor(key,...args);
const checkOutput=(fnLength,output)=>{if(output!==void 0){if(fnLength!==2)throw new Error("cipher output not supported");abytes3(output,void 0,"output")}};let called=false;
const wrCipher={encrypt(data,output){if(called)throw new Error("cannot encrypt() twice with same key + nonce");called=true;abytes3(data,void 0,"data");checkOutput(
cipher.encrypt.length,output);return cipher.encrypt(data,output)},decrypt(data,output){abytes3(data,void 0,"data");if(tagl&&data.length<tagl)throw new Error('"c\
iphertext" expected length >= tagLength='+tagl);checkOutput(cipher.decrypt.length,output);return cipher.decrypt(data,output)}};return wrCipher}Object.assign(wrappedCipher,
params);return wrappedCipher};function getOutput(expectedLength,out,onlyAligned=true){if(out===void 0)return new Uint8Array(expectedLength);abytes3(out,expectedLength,
"output");if(onlyAligned&&!isAligned32(out))throw new Error("invalid output, must be aligned");return out}function u64Lengths(dataLength,aadLength,isLE4){anumber3(
dataLength);anumber3(aadLength);abool(isLE4);const num=new Uint8Array(16);const view=createView2(num);view.setBigUint64(0,BigInt(aadLength),isLE4);view.setBigUint64(
8,BigInt(dataLength),isLE4);return num}function isAligned32(bytes){return bytes.byteOffset%4===0}function copyBytes(bytes){return Uint8Array.from(abytes3(bytes))}var encodeStr=str=>Uint8Array.from(str.split(""),c=>c.charCodeAt(0));var sigma16_32=(()=>swap32IfBE2(u322(encodeStr("expand 16-byte k"))))();var sigma32_32=(()=>swap32IfBE2(
u322(encodeStr("expand 32-byte k"))))();function rotl2(a,b){return a<<b|a>>>32-b}var BLOCK_LEN=64;var BLOCK_LEN32=16;var MAX_COUNTER=(()=>2**32-1)();var U32_EMPTY=Uint32Array.
of();function runCipher(core,sigma,key,nonce,data,output,counter,rounds){const len=data.length;const block=new Uint8Array(BLOCK_LEN);const b32=u322(block);const isAligned=isLE2&&
isAligned32(data)&&isAligned32(output);const d32=isAligned?u322(data):U32_EMPTY;const o32=isAligned?u322(output):U32_EMPTY;if(!isLE2){for(let pos=0;pos<len;counter++){
core(sigma,key,nonce,b32,counter,rounds);swap32IfBE2(b32);if(counter>=MAX_COUNTER)throw new Error("arx: counter overflow");const take=Math.min(BLOCK_LEN,len-pos);
for(let j=0,posj;j<take;j++){posj=pos+j;output[posj]=data[posj]^block[j]}pos+=take}return}for(let pos=0;pos<len;counter++){core(sigma,key,nonce,b32,counter,rounds);
if(counter>=MAX_COUNTER)throw new Error("arx: counter overflow");const take=Math.min(BLOCK_LEN,len-pos);if(isAligned&&take===BLOCK_LEN){const pos32=pos/4;if(pos%
4!==0)throw new Error("arx: invalid block position");for(let j=0,posj;j<BLOCK_LEN32;j++){posj=pos32+j;o32[posj]=d32[posj]^b32[j]}pos+=BLOCK_LEN;continue}for(let j=0,
posj;j<take;j++){posj=pos+j;output[posj]=data[posj]^block[j]}pos+=take}}function createCipher(core,opts2){const{allowShortKeys,extendNonceFn,counterLength,counterRight,
rounds}=checkOpts2({allowShortKeys:false,counterLength:8,counterRight:false,rounds:20},opts2);if(typeof core!=="function")throw new Error("core must be a functi\
on");anumber3(counterLength);anumber3(rounds);abool(counterRight);abool(allowShortKeys);return(key,nonce,data,output,counter=0)=>{abytes3(key,void 0,"key");abytes3(
nonce,void 0,"nonce");abytes3(data,void 0,"data");const len=data.length;const hasOutput=output!==void 0;output=getOutput(len,output,false);if(hasOutput)complexOverlapBytes(
data,output);anumber3(counter);if(counter<0||counter>=MAX_COUNTER)throw new Error("arx: counter overflow");const toClean=[];let l=key.length;let k;let sigma;if(l===
32){toClean.push(k=copyBytes(key));sigma=sigma32_32}else if(l===16&&allowShortKeys){k=new Uint8Array(32);k.set(key);k.set(key,16);sigma=sigma16_32;toClean.push(
k)}else{abytes3(key,32,"arx key");throw new Error("invalid key size")}if(!isLE2||!isAligned32(nonce))toClean.push(nonce=copyBytes(nonce));let k32=u322(k);if(extendNonceFn){
if(nonce.length!==24)throw new Error("arx: extended nonce must be 24 bytes");const n16=nonce.subarray(0,16);if(isLE2)extendNonceFn(sigma,k32,u322(n16),k32);else{
const sigmaRaw=swap32IfBE2(Uint32Array.from(sigma));extendNonceFn(sigmaRaw,k32,u322(n16),k32);clean2(sigmaRaw);swap32IfBE2(k32)}nonce=nonce.subarray(16)}else if(!isLE2)
swap32IfBE2(k32);const nonceNcLen=16-counterLength;if(nonceNcLen!==nonce.length)throw new Error(`arx: nonce must be ${nonceNcLen} or 16 bytes`);if(nonceNcLen!==
12){const nc=new Uint8Array(12);nc.set(nonce,counterRight?0:12-nonce.length);nonce=nc;toClean.push(nonce)}const n32=swap32IfBE2(u322(nonce));try{runCipher(core,
sigma,k32,n32,data,output,counter,rounds);return output}finally{clean2(...toClean)}}}function u8to16(a,i){return a[i++]&255|(a[i++]&255)<<8}var Poly1305=class{blockLen=16;outputLen=16;buffer=new Uint8Array(16);r=new Uint16Array(10);h=new Uint16Array(
10);pad=new Uint16Array(8);pos=0;finished=false;destroyed=false;constructor(key){key=copyBytes(abytes3(key,32,"key"));const t0=u8to16(key,0);const t1=u8to16(key,
2);const t2=u8to16(key,4);const t3=u8to16(key,6);const t4=u8to16(key,8);const t5=u8to16(key,10);const t6=u8to16(key,12);const t7=u8to16(key,14);this.r[0]=t0&8191;
this.r[1]=(t0>>>13|t1<<3)&8191;this.r[2]=(t1>>>10|t2<<6)&7939;this.r[3]=(t2>>>7|t3<<9)&8191;this.r[4]=(t3>>>4|t4<<12)&255;this.r[5]=t4>>>1&8190;this.r[6]=(t4>>>
14|t5<<2)&8191;this.r[7]=(t5>>>11|t6<<5)&8065;this.r[8]=(t6>>>8|t7<<8)&8191;this.r[9]=t7>>>5&127;for(let i=0;i<8;i++)this.pad[i]=u8to16(key,16+2*i)}process(data,offset,isLast=false){
const hibit=isLast?0:1<<11;const{h,r}=this;const r0=r[0];const r1=r[1];const r2=r[2];const r3=r[3];const r4=r[4];const r5=r[5];const r6=r[6];const r7=r[7];const r8=r[8];
const r9=r[9];const t0=u8to16(data,offset+0);const t1=u8to16(data,offset+2);const t2=u8to16(data,offset+4);const t3=u8to16(data,offset+6);const t4=u8to16(data,offset+
8);const t5=u8to16(data,offset+10);const t6=u8to16(data,offset+12);const t7=u8to16(data,offset+14);let h0=h[0]+(t0&8191);let h1=h[1]+((t0>>>13|t1<<3)&8191);let h2=h[2]+
((t1>>>10|t2<<6)&8191);let h3=h[3]+((t2>>>7|t3<<9)&8191);let h4=h[4]+((t3>>>4|t4<<12)&8191);let h5=h[5]+(t4>>>1&8191);let h6=h[6]+((t4>>>14|t5<<2)&8191);let h7=h[7]+
((t5>>>11|t6<<5)&8191);let h8=h[8]+((t6>>>8|t7<<8)&8191);let h9=h[9]+(t7>>>5|hibit);let c=0;let d0=c+h0*r0+h1*(5*r9)+h2*(5*r8)+h3*(5*r7)+h4*(5*r6);c=d0>>>13;d0&=
8191;d0+=h5*(5*r5)+h6*(5*r4)+h7*(5*r3)+h8*(5*r2)+h9*(5*r1);c+=d0>>>13;d0&=8191;let d1=c+h0*r1+h1*r0+h2*(5*r9)+h3*(5*r8)+h4*(5*r7);c=d1>>>13;d1&=8191;d1+=h5*(5*r6)+
h6*(5*r5)+h7*(5*r4)+h8*(5*r3)+h9*(5*r2);c+=d1>>>13;d1&=8191;let d2=c+h0*r2+h1*r1+h2*r0+h3*(5*r9)+h4*(5*r8);c=d2>>>13;d2&=8191;d2+=h5*(5*r7)+h6*(5*r6)+h7*(5*r5)+
h8*(5*r4)+h9*(5*r3);c+=d2>>>13;d2&=8191;let d3=c+h0*r3+h1*r2+h2*r1+h3*r0+h4*(5*r9);c=d3>>>13;d3&=8191;d3+=h5*(5*r8)+h6*(5*r7)+h7*(5*r6)+h8*(5*r5)+h9*(5*r4);c+=d3>>>
13;d3&=8191;let d4=c+h0*r4+h1*r3+h2*r2+h3*r1+h4*r0;c=d4>>>13;d4&=8191;d4+=h5*(5*r9)+h6*(5*r8)+h7*(5*r7)+h8*(5*r6)+h9*(5*r5);c+=d4>>>13;d4&=8191;let d5=c+h0*r5+h1*
r4+h2*r3+h3*r2+h4*r1;c=d5>>>13;d5&=8191;d5+=h5*r0+h6*(5*r9)+h7*(5*r8)+h8*(5*r7)+h9*(5*r6);c+=d5>>>13;d5&=8191;let d6=c+h0*r6+h1*r5+h2*r4+h3*r3+h4*r2;c=d6>>>13;d6&=
8191;d6+=h5*r1+h6*r0+h7*(5*r9)+h8*(5*r8)+h9*(5*r7);c+=d6>>>13;d6&=8191;let d7=c+h0*r7+h1*r6+h2*r5+h3*r4+h4*r3;c=d7>>>13;d7&=8191;d7+=h5*r2+h6*r1+h7*r0+h8*(5*r9)+
h9*(5*r8);c+=d7>>>13;d7&=8191;let d8=c+h0*r8+h1*r7+h2*r6+h3*r5+h4*r4;c=d8>>>13;d8&=8191;d8+=h5*r3+h6*r2+h7*r1+h8*r0+h9*(5*r9);c+=d8>>>13;d8&=8191;let d9=c+h0*r9+
h1*r8+h2*r7+h3*r6+h4*r5;c=d9>>>13;d9&=8191;d9+=h5*r4+h6*r3+h7*r2+h8*r1+h9*r0;c+=d9>>>13;d9&=8191;c=(c<<2)+c|0;c=c+d0|0;d0=c&8191;c=c>>>13;d1+=c;h[0]=d0;h[1]=d1;
h[2]=d2;h[3]=d3;h[4]=d4;h[5]=d5;h[6]=d6;h[7]=d7;h[8]=d8;h[9]=d9}finalize(){const{h,pad}=this;const g=new Uint16Array(10);let c=h[1]>>>13;h[1]&=8191;for(let i=2;i<
10;i++){h[i]+=c;c=h[i]>>>13;h[i]&=8191}h[0]+=c*5;c=h[0]>>>13;h[0]&=8191;h[1]+=c;c=h[1]>>>13;h[1]&=8191;h[2]+=c;g[0]=h[0]+5;c=g[0]>>>13;g[0]&=8191;for(let i=1;i<
10;i++){g[i]=h[i]+c;c=g[i]>>>13;g[i]&=8191}g[9]-=1<<13;let mask=(c^1)-1;for(let i=0;i<10;i++)g[i]&=mask;mask=~mask;for(let i=0;i<10;i++)h[i]=h[i]&mask|g[i];h[0]=
(h[0]|h[1]<<13)&65535;h[1]=(h[1]>>>3|h[2]<<10)&65535;h[2]=(h[2]>>>6|h[3]<<7)&65535;h[3]=(h[3]>>>9|h[4]<<4)&65535;h[4]=(h[4]>>>12|h[5]<<1|h[6]<<14)&65535;h[5]=(h[6]>>>
2|h[7]<<11)&65535;h[6]=(h[7]>>>5|h[8]<<8)&65535;h[7]=(h[8]>>>8|h[9]<<5)&65535;let f=h[0]+pad[0];h[0]=f&65535;for(let i=1;i<8;i++){f=(h[i]+pad[i]|0)+(f>>>16)|0;h[i]=
f&65535}clean2(g)}update(data){aexists2(this);abytes3(data);data=copyBytes(data);const{buffer,blockLen}=this;const len=data.length;for(let pos=0;pos<len;){const take=Math.
min(blockLen-this.pos,len-pos);if(take===blockLen){for(;blockLen<=len-pos;pos+=blockLen)this.process(data,pos);continue}buffer.set(data.subarray(pos,pos+take),this.
pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(buffer,0,false);this.pos=0}}return this}destroy(){this.destroyed=true;clean2(this.h,this.r,this.
buffer,this.pad)}digestInto(out){aexists2(this);aoutput2(out,this);this.finished=true;const{buffer,h}=this;let{pos}=this;if(pos){buffer[pos++]=1;for(;pos<16;pos++)
buffer[pos]=0;this.process(buffer,0,true)}this.finalize();let opos=0;for(let i=0;i<8;i++){out[opos++]=h[i]>>>0;out[opos++]=h[i]>>>8}}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}};var poly1305=wrapMacConstructor(32,key=>new Poly1305(key));function chachaCore(s,k,n,out,cnt,rounds=20){let y00=s[0],y01=s[1],y02=s[2],y03=s[3],y04=k[0],y05=k[1],y06=k[2],y07=k[3],y08=k[4],y09=k[5],y10=k[6],y11=k[7],y12=cnt,
y13=n[0],y14=n[1],y15=n[2];let x00=y00,x01=y01,x02=y02,x03=y03,x04=y04,x05=y05,x06=y06,x07=y07,x08=y08,x09=y09,x10=y10,x11=y11,x12=y12,x13=y13,x14=y14,x15=y15;for(let r=0;r<
rounds;r+=2){x00=x00+x04|0;x12=rotl2(x12^x00,16);x08=x08+x12|0;x04=rotl2(x04^x08,12);x00=x00+x04|0;x12=rotl2(x12^x00,8);x08=x08+x12|0;x04=rotl2(x04^x08,7);x01=x01+
x05|0;x13=rotl2(x13^x01,16);x09=x09+x13|0;x05=rotl2(x05^x09,12);x01=x01+x05|0;x13=rotl2(x13^x01,8);x09=x09+x13|0;x05=rotl2(x05^x09,7);x02=x02+x06|0;x14=rotl2(x14^
x02,16);x10=x10+x14|0;x06=rotl2(x06^x10,12);x02=x02+x06|0;x14=rotl2(x14^x02,8);x10=x10+x14|0;x06=rotl2(x06^x10,7);x03=x03+x07|0;x15=rotl2(x15^x03,16);x11=x11+x15|
0;x07=rotl2(x07^x11,12);x03=x03+x07|0;x15=rotl2(x15^x03,8);x11=x11+x15|0;x07=rotl2(x07^x11,7);x00=x00+x05|0;x15=rotl2(x15^x00,16);x10=x10+x15|0;x05=rotl2(x05^x10,
12);x00=x00+x05|0;x15=rotl2(x15^x00,8);x10=x10+x15|0;x05=rotl2(x05^x10,7);x01=x01+x06|0;x12=rotl2(x12^x01,16);x11=x11+x12|0;x06=rotl2(x06^x11,12);x01=x01+x06|0;
x12=rotl2(x12^x01,8);x11=x11+x12|0;x06=rotl2(x06^x11,7);x02=x02+x07|0;x13=rotl2(x13^x02,16);x08=x08+x13|0;x07=rotl2(x07^x08,12);x02=x02+x07|0;x13=rotl2(x13^x02,
8);x08=x08+x13|0;x07=rotl2(x07^x08,7);x03=x03+x04|0;x14=rotl2(x14^x03,16);x09=x09+x14|0;x04=rotl2(x04^x09,12);x03=x03+x04|0;x14=rotl2(x14^x03,8);x09=x09+x14|0;x04=
rotl2(x04^x09,7)}let oi=0;out[oi++]=y00+x00|0;out[oi++]=y01+x01|0;out[oi++]=y02+x02|0;out[oi++]=y03+x03|0;out[oi++]=y04+x04|0;out[oi++]=y05+x05|0;out[oi++]=y06+
x06|0;out[oi++]=y07+x07|0;out[oi++]=y08+x08|0;out[oi++]=y09+x09|0;out[oi++]=y10+x10|0;out[oi++]=y11+x11|0;out[oi++]=y12+x12|0;out[oi++]=y13+x13|0;out[oi++]=y14+
x14|0;out[oi++]=y15+x15|0}var chacha20=createCipher(chachaCore,{counterRight:false,counterLength:4,allowShortKeys:false});var ZEROS16=new Uint8Array(16);var updatePadded=(h,msg)=>{h.update(msg);const leftover=msg.length%16;if(leftover)h.update(ZEROS16.subarray(leftover))};var ZEROS32=new Uint8Array(
32);function computeTag(fn,key,nonce,ciphertext,AAD){if(AAD!==void 0)abytes3(AAD,void 0,"AAD");const authKey=fn(key,nonce,ZEROS32);const lengths=u64Lengths(ciphertext.
length,AAD?AAD.length:0,true);const h=poly1305.create(authKey);if(AAD)updatePadded(h,AAD);updatePadded(h,ciphertext);h.update(lengths);const res=h.digest();clean2(
authKey,lengths);return res}var _poly1305_aead=xorStream=>(key,nonce,AAD)=>{const tagLength=16;return{encrypt(plaintext,output){const plength=plaintext.length;output=
getOutput(plength+tagLength,output,false);output.set(plaintext);const oPlain=output.subarray(0,-tagLength);xorStream(key,nonce,oPlain,oPlain,1);const tag=computeTag(
xorStream,key,nonce,oPlain,AAD);output.set(tag,plength);clean2(tag);return output},decrypt(ciphertext,output){output=getOutput(ciphertext.length-tagLength,output,
false);const data=ciphertext.subarray(0,-tagLength);const passedTag=ciphertext.subarray(-tagLength);const tag=computeTag(xorStream,key,nonce,data,AAD);if(!equalBytes(
passedTag,tag)){clean2(tag);throw new Error("invalid tag")}output.set(ciphertext.subarray(0,-tagLength));xorStream(key,nonce,output,output,1);clean2(tag);return output}}};
var chacha20poly1305=wrapCipher({blockSize:64,nonceLength:12,tagLength:16,withAAD:true},_poly1305_aead(chacha20));function isBytes4(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"}function anumber4(n,title=""){if(!Number.isSafeInteger(
n)||n<0){const prefix=title&&`"${title}" `;throw new Error(`${prefix}expected integer >= 0, got ${n}`)}}function abytes4(value,length,title=""){const bytes=isBytes4(
value);const len=value?.length;const needsLen=length!==void 0;if(!bytes||needsLen&&len!==length){const prefix=title&&`"${title}" `;const ofLen=needsLen?` of len\
gth ${length}`:"";const got=bytes?`length=${len}`:`type=${typeof value}`;throw new Error(prefix+"expected Uint8Array"+ofLen+", got "+got)}return value}function ahash2(h){
if(typeof h!=="function"||typeof h.create!=="function")throw new Error("Hash must wrapped by utils.createHasher");anumber4(h.outputLen);anumber4(h.blockLen)}function aexists3(instance,checkFinished=true){
if(instance.destroyed)throw new Error("Hash instance has been destroyed");if(checkFinished&&instance.finished)throw new Error("Hash#digest() has already been ca\
lled")}function aoutput3(out,instance){abytes4(out,void 0,"digestInto() output");const min=instance.outputLen;if(out.length<min){throw new Error('"digestInto() \
output" expected to be of length >='+min)}}function u323(arr){return new Uint32Array(arr.buffer,arr.byteOffset,Math.floor(arr.byteLength/4))}function clean3(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].
fill(0)}}function createView3(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}function rotr2(word,shift){return word<<32-shift|word>>>shift}var isLE3=(()=>new Uint8Array(new Uint32Array([287454020]).buffer)[0]===68)();function byteSwap3(word){return word<<24&4278190080|word<<8&16711680|word>>>8&65280|
word>>>24&255}function byteSwap323(arr){for(let i=0;i<arr.length;i++){arr[i]=byteSwap3(arr[i])}return arr}var swap32IfBE3=isLE3?u=>u:byteSwap323;var hasHexBuiltin2=(()=>typeof Uint8Array.
from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes2=Array.from({length:256},(_,i)=>i.toString(16).padStart(2,"0"));function bytesToHex2(bytes){
abytes4(bytes);if(hasHexBuiltin2)return bytes.toHex();let hex="";for(let i=0;i<bytes.length;i++){hex+=hexes2[bytes[i]]}return hex}var asciis={_0:48,_9:57,A:65,F:70,
a:97,f:102};function asciiToBase162(ch){if(ch>=asciis._0&&ch<=asciis._9)return ch-asciis._0;if(ch>=asciis.A&&ch<=asciis.F)return ch-(asciis.A-10);if(ch>=asciis.
a&&ch<=asciis.f)return ch-(asciis.a-10);return}function hexToBytes2(hex){if(typeof hex!=="string")throw new Error("hex string expected, got "+typeof hex);if(hasHexBuiltin2)
return Uint8Array.fromHex(hex);const hl=hex.length;const al=hl/2;if(hl%2)throw new Error("hex string expected, got unpadded hex of length "+hl);const array=new Uint8Array(
al);for(let ai=0,hi=0;ai<al;ai++,hi+=2){const n1=asciiToBase162(hex.charCodeAt(hi));const n2=asciiToBase162(hex.charCodeAt(hi+1));if(n1===void 0||n2===void 0){const char=hex[hi]+
hex[hi+1];throw new Error('hex string expected, got non-hex character "'+char+'" at index '+hi)}array[ai]=n1*16+n2}return array}function concatBytes2(...arrays){let sum=0;for(let i=0;i<arrays.length;i++){const a=arrays[i];abytes4(a);sum+=a.length}const res=new Uint8Array(sum);for(let i=0,
pad=0;i<arrays.length;i++){const a=arrays[i];res.set(a,pad);pad+=a.length}return res}function createHasher2(hashCons,info={}){const hashC=(msg,opts2)=>hashCons(opts2).update(msg).digest();const tmp=hashCons(void 0);hashC.outputLen=tmp.outputLen;
hashC.blockLen=tmp.blockLen;hashC.create=opts2=>hashCons(opts2);Object.assign(hashC,info);return Object.freeze(hashC)}function randomBytes3(bytesLength=32){const cr=typeof globalThis===
"object"?globalThis.crypto:null;if(typeof cr?.getRandomValues!=="function")throw new Error("crypto.getRandomValues must be defined");return cr.getRandomValues(new Uint8Array(
bytesLength))}var oidNist2=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});var _0n=BigInt(0);var _1n=BigInt(1);function abool2(value,title=""){if(typeof value!=="boolean"){const prefix=title&&`"${title}" `;throw new Error(prefix+"expec\
ted boolean, got type="+typeof value)}return value}function abignumber(n){if(typeof n==="bigint"){if(!isPosBig(n))throw new Error("positive bigint expected, got\
 "+n)}else anumber4(n);return n}function numberToHexUnpadded(num){const hex=abignumber(num).toString(16);return hex.length&1?"0"+hex:hex}function hexToNumber(hex){if(typeof hex!=="string")throw new Error(
"hex string expected, got "+typeof hex);return hex===""?_0n:BigInt("0x"+hex)}function bytesToNumberBE(bytes){return hexToNumber(bytesToHex2(bytes))}function bytesToNumberLE(bytes){
return hexToNumber(bytesToHex2(copyBytes2(abytes4(bytes)).reverse()))}function numberToBytesBE(n,len){anumber4(len);n=abignumber(n);const res=hexToBytes2(n.toString(
16).padStart(len*2,"0"));if(res.length!==len)throw new Error("number too large");return res}function numberToBytesLE(n,len){return numberToBytesBE(n,len).reverse()}function copyBytes2(bytes){return Uint8Array.from(bytes)}function asciiToBytes(ascii){return Uint8Array.from(ascii,(c,i)=>{const charCode=c.charCodeAt(0);if(c.length!==
1||charCode>127){throw new Error(`string contains non-ASCII character "${ascii[i]}" with code ${charCode} at position ${i}`)}return charCode})}var isPosBig=n=>typeof n===
"bigint"&&_0n<=n;function inRange(n,min,max){return isPosBig(n)&&isPosBig(min)&&isPosBig(max)&&min<=n&&n<max}function aInRange(title,n,min,max){if(!inRange(n,min,
max))throw new Error("expected valid "+title+": "+min+" <= n < "+max+", got "+n)}function bitLen(n){let len;for(len=0;n>_0n;n>>=_1n,len+=1);return len}var bitMask=n=>(_1n<<BigInt(n))-_1n;function createHmacDrbg(hashLen,qByteLen,hmacFn){anumber4(hashLen,"hashLen");anumber4(qByteLen,"qByteLen");if(typeof hmacFn!==
"function")throw new Error("hmacFn must be a function");const u8n=len=>new Uint8Array(len);const NULL=Uint8Array.of();const byte0=Uint8Array.of(0);const byte1=Uint8Array.
of(1);const _maxDrbgIters=1e3;let v=u8n(hashLen);let k=u8n(hashLen);let i=0;const reset=()=>{v.fill(1);k.fill(0);i=0};const h=(...msgs)=>hmacFn(k,concatBytes2(v,
...msgs));const reseed=(seed=NULL)=>{k=h(byte0,seed);v=h();if(seed.length===0)return;k=h(byte1,seed);v=h()};const gen=()=>{if(i++>=_maxDrbgIters)throw new Error(
"drbg: tried max amount of iterations");let len=0;const out=[];while(len<qByteLen){v=h();const sl=v.slice();out.push(sl);len+=v.length}return concatBytes2(...out)};
const genUntil=(seed,pred)=>{reset();reseed(seed);let res=void 0;while(!(res=pred(gen())))reseed();reset();return res};return genUntil}function validateObject(object,fields={},optFields={}){
if(!object||typeof object!=="object")throw new Error("expected valid options object");function checkField(fieldName,expectedType,isOpt){const val=object[fieldName];
if(isOpt&&val===void 0)return;const current=typeof val;if(current!==expectedType||val===null)throw new Error(`param "${fieldName}" is invalid: expected ${expectedType}\
, got ${current}`)}const iter=(f,isOpt)=>Object.entries(f).forEach(([k,v])=>checkField(k,v,isOpt));iter(fields,false);iter(optFields,true)}function memoized(fn){const map=new WeakMap;return(arg,...args)=>{const val=map.get(arg);if(val!==void 0)return val;const computed=fn(arg,...args);map.set(arg,computed);
return computed}}var _0n2=BigInt(0);var _1n2=BigInt(1);var _2n=BigInt(2);var _3n=BigInt(3);var _4n=BigInt(4);var _5n=BigInt(5);var _7n=BigInt(7);var _8n=BigInt(8);var _9n=BigInt(
9);var _16n=BigInt(16);function mod(a,b){const result=a%b;return result>=_0n2?result:b+result}function pow2(x,power,modulo){let res=x;while(power-- >_0n2){res*=res;res%=modulo}return res}function invert(number,modulo){if(number===_0n2)throw new Error("in\
vert: expected non-zero number");if(modulo<=_0n2)throw new Error("invert: expected positive modulus, got "+modulo);let a=mod(number,modulo);let b=modulo;let x=_0n2,
y=_1n2,u=_1n2,v=_0n2;while(a!==_0n2){const q=b/a;const r=b%a;const m=x-u*q;const n=y-v*q;b=a,a=r,x=u,y=v,u=m,v=n}const gcd=b;if(gcd!==_1n2)throw new Error("inve\
rt: does not exist");return mod(x,modulo)}function assertIsSquare(Fp,root,n){if(!Fp.eql(Fp.sqr(root),n))throw new Error("Cannot find square root")}function sqrt3mod4(Fp,n){
const p1div4=(Fp.ORDER+_1n2)/_4n;const root=Fp.pow(n,p1div4);assertIsSquare(Fp,root,n);return root}function sqrt5mod8(Fp,n){const p5div8=(Fp.ORDER-_5n)/_8n;const n2=Fp.
mul(n,_2n);const v=Fp.pow(n2,p5div8);const nv=Fp.mul(n,v);const i=Fp.mul(Fp.mul(nv,_2n),v);const root=Fp.mul(nv,Fp.sub(i,Fp.ONE));assertIsSquare(Fp,root,n);return root}
function sqrt9mod16(P){const Fp_=Field(P);const tn=tonelliShanks(P);const c1=tn(Fp_,Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+
_7n)/_16n;return(Fp,n)=>{let tv1=Fp.pow(n,c4);let tv2=Fp.mul(tv1,c1);const tv3=Fp.mul(tv1,c2);const tv4=Fp.mul(tv1,c3);const e1=Fp.eql(Fp.sqr(tv2),n);const e2=Fp.
eql(Fp.sqr(tv3),n);tv1=Fp.cmov(tv1,tv2,e1);tv2=Fp.cmov(tv4,tv3,e2);const e3=Fp.eql(Fp.sqr(tv2),n);const root=Fp.cmov(tv1,tv2,e3);assertIsSquare(Fp,root,n);return root}}
function tonelliShanks(P){if(P<_3n)throw new Error("sqrt is not defined for small field");let Q2=P-_1n2;let S=0;while(Q2%_2n===_0n2){Q2/=_2n;S++}let Z=_2n;const _Fp=Field(
P);while(FpLegendre(_Fp,Z)===1){if(Z++>1e3)throw new Error("Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod4;let cc=_Fp.pow(Z,Q2);const Q1div2=(Q2+
_1n2)/_2n;return function tonelliSlow(Fp,n){if(Fp.is0(n))return n;if(FpLegendre(Fp,n)!==1)throw new Error("Cannot find square root");let M=S;let c=Fp.mul(Fp.ONE,
cc);let t=Fp.pow(n,Q2);let R=Fp.pow(n,Q1div2);while(!Fp.eql(t,Fp.ONE)){if(Fp.is0(t))return Fp.ZERO;let i=1;let t_tmp=Fp.sqr(t);while(!Fp.eql(t_tmp,Fp.ONE)){i++;
t_tmp=Fp.sqr(t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n2<<BigInt(M-i-1);const b=Fp.pow(c,exponent);M=i;c=Fp.sqr(b);t=Fp.mul(t,
c);R=Fp.mul(R,b)}return R}}function FpSqrt(P){if(P%_4n===_3n)return sqrt3mod4;if(P%_8n===_5n)return sqrt5mod8;if(P%_16n===_9n)return sqrt9mod16(P);return tonelliShanks(
P)}var FIELD_FIELDS=["create","isValid","is0","neg","inv","sqrt","sqr","eql","add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField(field){
const initial={ORDER:"bigint",BYTES:"number",BITS:"number"};const opts2=FIELD_FIELDS.reduce((map,val)=>{map[val]="function";return map},initial);validateObject(
field,opts2);return field}function FpPow(Fp,num,power){if(power<_0n2)throw new Error("invalid exponent, negatives unsupported");if(power===_0n2)return Fp.ONE;if(power===
_1n2)return num;let p=Fp.ONE;let d=num;while(power>_0n2){if(power&_1n2)p=Fp.mul(p,d);d=Fp.sqr(d);power>>=_1n2}return p}function FpInvertBatch(Fp,nums,passZero=false){
const inverted=new Array(nums.length).fill(passZero?Fp.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(Fp.is0(num))return acc;inverted[i]=acc;return Fp.
mul(acc,num)},Fp.ONE);const invertedAcc=Fp.inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(Fp.is0(num))return acc;inverted[i]=Fp.mul(acc,inverted[i]);return Fp.
mul(acc,num)},invertedAcc);return inverted}function FpLegendre(Fp,n){const p1mod2=(Fp.ORDER-_1n2)/_2n;const powered=Fp.pow(n,p1mod2);const yes=Fp.eql(powered,Fp.ONE);const zero=Fp.eql(powered,Fp.ZERO);const no=Fp.
eql(powered,Fp.neg(Fp.ONE));if(!yes&&!zero&&!no)throw new Error("invalid Legendre symbol result");return yes?1:zero?0:-1}function nLength(n,nBitLength){if(nBitLength!==void 0)anumber4(nBitLength);const _nBitLength=nBitLength!==void 0?nBitLength:n.toString(2).length;const nByteLength=Math.
ceil(_nBitLength/8);return{nBitLength:_nBitLength,nByteLength}}var _Field=class{ORDER;BITS;BYTES;isLE;ZERO=_0n2;ONE=_1n2;_lengths;_sqrt;_mod;constructor(ORDER,opts2={}){
if(ORDER<=_0n2)throw new Error("invalid field: expected ORDER > 0, got "+ORDER);let _nbitLength=void 0;this.isLE=false;if(opts2!=null&&typeof opts2==="object"){
if(typeof opts2.BITS==="number")_nbitLength=opts2.BITS;if(typeof opts2.sqrt==="function")this.sqrt=opts2.sqrt;if(typeof opts2.isLE==="boolean")this.isLE=opts2.isLE;
if(opts2.allowedLengths)this._lengths=opts2.allowedLengths?.slice();if(typeof opts2.modFromBytes==="boolean")this._mod=opts2.modFromBytes}const{nBitLength,nByteLength}=nLength(
ORDER,_nbitLength);if(nByteLength>2048)throw new Error("invalid field: expected ORDER of <= 2048 bytes");this.ORDER=ORDER;this.BITS=nBitLength;this.BYTES=nByteLength;
this._sqrt=void 0;Object.preventExtensions(this)}create(num){return mod(num,this.ORDER)}isValid(num){if(typeof num!=="bigint")throw new Error("invalid field ele\
ment: expected bigint, got "+typeof num);return _0n2<=num&&num<this.ORDER}is0(num){return num===_0n2}isValidNot0(num){return!this.is0(num)&&this.isValid(num)}isOdd(num){
return(num&_1n2)===_1n2}neg(num){return mod(-num,this.ORDER)}eql(lhs,rhs){return lhs===rhs}sqr(num){return mod(num*num,this.ORDER)}add(lhs,rhs){return mod(lhs+rhs,
this.ORDER)}sub(lhs,rhs){return mod(lhs-rhs,this.ORDER)}mul(lhs,rhs){return mod(lhs*rhs,this.ORDER)}pow(num,power){return FpPow(this,num,power)}div(lhs,rhs){return mod(
lhs*invert(rhs,this.ORDER),this.ORDER)}sqrN(num){return num*num}addN(lhs,rhs){return lhs+rhs}subN(lhs,rhs){return lhs-rhs}mulN(lhs,rhs){return lhs*rhs}inv(num){
return invert(num,this.ORDER)}sqrt(num){if(!this._sqrt)this._sqrt=FpSqrt(this.ORDER);return this._sqrt(this,num)}toBytes(num){return this.isLE?numberToBytesLE(num,
this.BYTES):numberToBytesBE(num,this.BYTES)}fromBytes(bytes,skipValidation=false){abytes4(bytes);const{_lengths:allowedLengths,BYTES,isLE:isLE4,ORDER,_mod:modFromBytes}=this;
if(allowedLengths){if(!allowedLengths.includes(bytes.length)||bytes.length>BYTES){throw new Error("Field.fromBytes: expected "+allowedLengths+" bytes, got "+bytes.
length)}const padded=new Uint8Array(BYTES);padded.set(bytes,isLE4?0:padded.length-bytes.length);bytes=padded}if(bytes.length!==BYTES)throw new Error("Field.from\
Bytes: expected "+BYTES+" bytes, got "+bytes.length);let scalar=isLE4?bytesToNumberLE(bytes):bytesToNumberBE(bytes);if(modFromBytes)scalar=mod(scalar,ORDER);if(!skipValidation){
if(!this.isValid(scalar))throw new Error("invalid field element: outside of range 0..ORDER")}return scalar}invertBatch(lst){return FpInvertBatch(this,lst)}cmov(a,b,condition){
return condition?b:a}};function Field(ORDER,opts2={}){return new _Field(ORDER,opts2)}function getFieldBytesLength(fieldOrder){if(typeof fieldOrder!=="bigint")throw new Error("field order must be bigint");const bitLength=fieldOrder.toString(2).length;
return Math.ceil(bitLength/8)}function getMinHashLength(fieldOrder){const length=getFieldBytesLength(fieldOrder);return length+Math.ceil(length/2)}function mapHashToField(key,fieldOrder,isLE4=false){
abytes4(key);const len=key.length;const fieldLen=getFieldBytesLength(fieldOrder);const minLen=getMinHashLength(fieldOrder);if(len<16||len<minLen||len>1024)throw new Error(
"expected "+minLen+"-1024 bytes of input, got "+len);const num=isLE4?bytesToNumberLE(key):bytesToNumberBE(key);const reduced=mod(num,fieldOrder-_1n2)+_1n2;return isLE4?
numberToBytesLE(reduced,fieldLen):numberToBytesBE(reduced,fieldLen)}var _0n3=BigInt(0);var _1n3=BigInt(1);function negateCt(condition,item){const neg=item.negate();return condition?neg:item}function normalizeZ(c,points){const invertedZs=FpInvertBatch(
c.Fp,points.map(p=>p.Z));return points.map((p,i)=>c.fromAffine(p.toAffine(invertedZs[i])))}function validateW(W,bits){if(!Number.isSafeInteger(W)||W<=0||W>bits)
throw new Error("invalid window size, expected [1.."+bits+"], got W="+W)}function calcWOpts(W,scalarBits){validateW(W,scalarBits);const windows=Math.ceil(scalarBits/
W)+1;const windowSize=2**(W-1);const maxNumber=2**W;const mask=bitMask(W);const shiftBy=BigInt(W);return{windows,windowSize,mask,maxNumber,shiftBy}}function calcOffsets(n,window2,wOpts){
const{windowSize,mask,maxNumber,shiftBy}=wOpts;let wbits=Number(n&mask);let nextN=n>>shiftBy;if(wbits>windowSize){wbits-=maxNumber;nextN+=_1n3}const offsetStart=window2*
windowSize;const offset=offsetStart+Math.abs(wbits)-1;const isZero=wbits===0;const isNeg=wbits<0;const isNegF=window2%2!==0;const offsetF=offsetStart;return{nextN,
offset,isZero,isNeg,isNegF,offsetF}}var pointPrecomputes=new WeakMap;var pointWindowSizes=new WeakMap;function getW(P){return pointWindowSizes.get(P)||1}function assert0(n){if(n!==_0n3)throw new Error(
"invalid wNAF")}var wNAF=class{BASE;ZERO;Fn;bits;constructor(Point,bits){this.BASE=Point.BASE;this.ZERO=Point.ZERO;this.Fn=Point.Fn;this.bits=bits}_unsafeLadder(elm,n,p=this.
ZERO){let d=elm;while(n>_0n3){if(n&_1n3)p=p.add(d);d=d.double();n>>=_1n3}return p}precomputeWindow(point,W){const{windows,windowSize}=calcWOpts(W,this.bits);const points=[];
let p=point;let base=p;for(let window2=0;window2<windows;window2++){base=p;points.push(base);for(let i=1;i<windowSize;i++){base=base.add(p);points.push(base)}p=
base.double()}return points}wNAF(W,precomputes,n){if(!this.Fn.isValid(n))throw new Error("invalid scalar");let p=this.ZERO;let f=this.BASE;const wo=calcWOpts(W,
this.bits);for(let window2=0;window2<wo.windows;window2++){const{nextN,offset,isZero,isNeg,isNegF,offsetF}=calcOffsets(n,window2,wo);n=nextN;if(isZero){f=f.add(
negateCt(isNegF,precomputes[offsetF]))}else{p=p.add(negateCt(isNeg,precomputes[offset]))}}assert0(n);return{p,f}}wNAFUnsafe(W,precomputes,n,acc=this.ZERO){const wo=calcWOpts(
W,this.bits);for(let window2=0;window2<wo.windows;window2++){if(n===_0n3)break;const{nextN,offset,isZero,isNeg}=calcOffsets(n,window2,wo);n=nextN;if(isZero){continue}else{
const item=precomputes[offset];acc=acc.add(isNeg?item.negate():item)}}assert0(n);return acc}getPrecomputes(W,point,transform){let comp=pointPrecomputes.get(point);
if(!comp){comp=this.precomputeWindow(point,W);if(W!==1){if(typeof transform==="function")comp=transform(comp);pointPrecomputes.set(point,comp)}}return comp}cached(point,scalar,transform){
const W=getW(point);return this.wNAF(W,this.getPrecomputes(W,point,transform),scalar)}unsafe(point,scalar,transform,prev){const W=getW(point);if(W===1)return this.
_unsafeLadder(point,scalar,prev);return this.wNAFUnsafe(W,this.getPrecomputes(W,point,transform),scalar,prev)}createCache(P,W){validateW(W,this.bits);pointWindowSizes.
set(P,W);pointPrecomputes.delete(P)}hasCache(elm){return getW(elm)!==1}};function mulEndoUnsafe(Point,point,k1,k2){let acc=point;let p1=Point.ZERO;let p2=Point.
ZERO;while(k1>_0n3||k2>_0n3){if(k1&_1n3)p1=p1.add(acc);if(k2&_1n3)p2=p2.add(acc);acc=acc.double();k1>>=_1n3;k2>>=_1n3}return{p1,p2}}function createField(order,field,isLE4){if(field){if(field.ORDER!==order)throw new Error("Field.ORDER must match order: Fp == p, Fn == n");validateField(field);
return field}else{return Field(order,{isLE:isLE4})}}function createCurveFields(type,CURVE,curveOpts={},FpFnLE){if(FpFnLE===void 0)FpFnLE=type==="edwards";if(!CURVE||
typeof CURVE!=="object")throw new Error(`expected valid ${type} CURVE object`);for(const p of["p","n","h"]){const val=CURVE[p];if(!(typeof val==="bigint"&&val>_0n3))
throw new Error(`CURVE.${p} must be positive bigint`)}const Fp=createField(CURVE.p,curveOpts.Fp,FpFnLE);const Fn=createField(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type===
"weierstrass"?"b":"d";const params=["Gx","Gy","a",_b];for(const p of params){if(!Fp.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of\
 CURVE.Fp`)}CURVE=Object.freeze(Object.assign({},CURVE));return{CURVE,Fp,Fn}}function createKeygen(randomSecretKey,getPublicKey){return function keygen(seed){const secretKey=randomSecretKey(
seed);return{secretKey,publicKey:getPublicKey(secretKey)}}}var _0n4=BigInt(0);var _1n4=BigInt(1);var _2n2=BigInt(2);function validateOpts(curve){validateObject(curve,{adjustScalarBytes:"function",powPminus2:"function"});
return Object.freeze({...curve})}function montgomery(curveDef){const CURVE=validateOpts(curveDef);const{P,type,adjustScalarBytes:adjustScalarBytes3,powPminus2,randomBytes:rand}=CURVE;
const is25519=type==="x25519";if(!is25519&&type!=="x448")throw new Error("invalid type");const randomBytes_=rand||randomBytes3;const montgomeryBits=is25519?255:
448;const fieldLen=is25519?32:56;const Gu=is25519?BigInt(9):BigInt(5);const a24=is25519?BigInt(121665):BigInt(39081);const minScalar=is25519?_2n2**BigInt(254):_2n2**
BigInt(447);const maxAdded=is25519?BigInt(8)*_2n2**BigInt(251)-_1n4:BigInt(4)*_2n2**BigInt(445)-_1n4;const maxScalar=minScalar+maxAdded+_1n4;const modP=n=>mod(n,
P);const GuBytes=encodeU(Gu);function encodeU(u){return numberToBytesLE(modP(u),fieldLen)}function decodeU(u){const _u=copyBytes2(abytes4(u,fieldLen,"uCoordinat\
e"));if(is25519)_u[31]&=127;return modP(bytesToNumberLE(_u))}function decodeScalar(scalar){return bytesToNumberLE(adjustScalarBytes3(copyBytes2(abytes4(scalar,fieldLen,
"scalar"))))}function scalarMult2(scalar,u){const pu=montgomeryLadder(decodeU(u),decodeScalar(scalar));if(pu===_0n4)throw new Error("invalid private or public k\
ey received");return encodeU(pu)}function scalarMultBase2(scalar){return scalarMult2(scalar,GuBytes)}const getPublicKey=scalarMultBase2;const getSharedSecret=scalarMult2;
function cswap2(swap,x_2,x_3){const dummy=modP(swap*(x_2-x_3));x_2=modP(x_2-dummy);x_3=modP(x_3+dummy);return{x_2,x_3}}function montgomeryLadder(u,scalar){aInRange(
"u",u,_0n4,P);aInRange("scalar",scalar,minScalar,maxScalar);const k=scalar;const x_1=u;let x_2=_1n4;let z_2=_0n4;let x_3=u;let z_3=_1n4;let swap=_0n4;for(let t=BigInt(
montgomeryBits-1);t>=_0n4;t--){const k_t=k>>t&_1n4;swap^=k_t;({x_2,x_3}=cswap2(swap,x_2,x_3));({x_2:z_2,x_3:z_3}=cswap2(swap,z_2,z_3));swap=k_t;const A=x_2+z_2;
const AA=modP(A*A);const B=x_2-z_2;const BB=modP(B*B);const E=AA-BB;const C=x_3+z_3;const D=x_3-z_3;const DA=modP(D*A);const CB=modP(C*B);const dacb=DA+CB;const da_cb=DA-
CB;x_3=modP(dacb*dacb);z_3=modP(x_1*modP(da_cb*da_cb));x_2=modP(AA*BB);z_2=modP(E*(AA+modP(a24*E)))}({x_2,x_3}=cswap2(swap,x_2,x_3));({x_2:z_2,x_3:z_3}=cswap2(swap,
z_2,z_3));const z2=powPminus2(z_2);return modP(x_2*z2)}const lengths={secretKey:fieldLen,publicKey:fieldLen,seed:fieldLen};const randomSecretKey=(seed=randomBytes_(
fieldLen))=>{abytes4(seed,lengths.seed,"seed");return seed};const utils={randomSecretKey};return Object.freeze({keygen:createKeygen(randomSecretKey,getPublicKey),
getSharedSecret,getPublicKey,scalarMult:scalarMult2,scalarMultBase:scalarMultBase2,utils,GuBytes:GuBytes.slice(),lengths})}var _HMAC2=class{oHash;iHash;blockLen;outputLen;finished=false;destroyed=false;constructor(hash,key){ahash2(hash);abytes4(key,void 0,"key");this.iHash=hash.create();
if(typeof this.iHash.update!=="function")throw new Error("Expected instance of class which extends utils.Hash");this.blockLen=this.iHash.blockLen;this.outputLen=
this.iHash.outputLen;const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(key).digest():key);for(let i=0;i<
pad.length;i++)pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.update(pad);clean3(pad)}update(buf){
aexists3(this);this.iHash.update(buf);return this}digestInto(out){aexists3(this);abytes4(out,this.outputLen,"output");this.finished=true;this.iHash.digestInto(out);
this.oHash.update(out);this.oHash.digestInto(out);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(out);return out}_cloneInto(to){
to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen}=this;to=to;to.finished=finished;to.destroyed=destroyed;
to.blockLen=blockLen;to.outputLen=outputLen;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){return this._cloneInto()}destroy(){
this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac2=(hash,key,message)=>new _HMAC2(hash,key).update(message).digest();hmac2.create=(hash,key)=>new _HMAC2(
hash,key);var divNearest=(num,den)=>(num+(num>=0?den:-den)/_2n3)/den;function _splitEndoScalar(k,basis,n){const[[a1,b1],[a2,b2]]=basis;const c1=divNearest(b2*k,n);const c2=divNearest(
-b1*k,n);let k1=k-c1*a1-c2*a2;let k2=-c1*b1-c2*b2;const k1neg=k1<_0n5;const k2neg=k2<_0n5;if(k1neg)k1=-k1;if(k2neg)k2=-k2;const MAX_NUM=bitMask(Math.ceil(bitLen(
n)/2))+_1n5;if(k1<_0n5||k1>=MAX_NUM||k2<_0n5||k2>=MAX_NUM){throw new Error("splitScalar (endomorphism): failed, k="+k)}return{k1neg,k1,k2neg,k2}}function validateSigFormat(format){
if(!["compact","recovered","der"].includes(format))throw new Error('Signature format must be "compact", "recovered", or "der"');return format}function validateSigOpts(opts2,def){
const optsn={};for(let optName of Object.keys(def)){optsn[optName]=opts2[optName]===void 0?def[optName]:opts2[optName]}abool2(optsn.lowS,"lowS");abool2(optsn.prehash,
"prehash");if(optsn.format!==void 0)validateSigFormat(optsn.format);return optsn}var DERErr=class extends Error{constructor(m=""){super(m)}};var DER={Err:DERErr,
_tlv:{encode:(tag,data)=>{const{Err:E}=DER;if(tag<0||tag>256)throw new E("tlv.encode: wrong tag");if(data.length&1)throw new E("tlv.encode: unpadded data");const dataLen=data.
length/2;const len=numberToHexUnpadded(dataLen);if(len.length/2&128)throw new E("tlv.encode: long form length too big");const lenLen=dataLen>127?numberToHexUnpadded(
len.length/2|128):"";const t=numberToHexUnpadded(tag);return t+lenLen+len+data},decode(tag,data){const{Err:E}=DER;let pos=0;if(tag<0||tag>256)throw new E("tlv.e\
ncode: wrong tag");if(data.length<2||data[pos++]!==tag)throw new E("tlv.decode: wrong tlv");const first=data[pos++];const isLong=!!(first&128);let length=0;if(!isLong)
length=first;else{const lenLen=first&127;if(!lenLen)throw new E("tlv.decode(long): indefinite length not supported");if(lenLen>4)throw new E("tlv.decode(long): \
byte length is too big");const lengthBytes=data.subarray(pos,pos+lenLen);if(lengthBytes.length!==lenLen)throw new E("tlv.decode: length bytes not complete");if(lengthBytes[0]===
0)throw new E("tlv.decode(long): zero leftmost byte");for(const b of lengthBytes)length=length<<8|b;pos+=lenLen;if(length<128)throw new E("tlv.decode(long): not\
 minimal encoding")}const v=data.subarray(pos,pos+length);if(v.length!==length)throw new E("tlv.decode: wrong value length");return{v,l:data.subarray(pos+length)}}},
_int:{encode(num){const{Err:E}=DER;if(num<_0n5)throw new E("integer: negative integers are not allowed");let hex=numberToHexUnpadded(num);if(Number.parseInt(hex[0],
16)&8)hex="00"+hex;if(hex.length&1)throw new E("unexpected DER parsing assertion: unpadded hex");return hex},decode(data){const{Err:E}=DER;if(data[0]&128)throw new E(
"invalid signature integer: negative");if(data[0]===0&&!(data[1]&128))throw new E("invalid signature integer: unnecessary leading zero");return bytesToNumberBE(
data)}},toSig(bytes){const{Err:E,_int:int,_tlv:tlv}=DER;const data=abytes4(bytes,void 0,"signature");const{v:seqBytes,l:seqLeftBytes}=tlv.decode(48,data);if(seqLeftBytes.
length)throw new E("invalid signature: left bytes after parsing");const{v:rBytes,l:rLeftBytes}=tlv.decode(2,seqBytes);const{v:sBytes,l:sLeftBytes}=tlv.decode(2,
rLeftBytes);if(sLeftBytes.length)throw new E("invalid signature: left bytes after parsing");return{r:int.decode(rBytes),s:int.decode(sBytes)}},hexFromSig(sig){const{
_tlv:tlv,_int:int}=DER;const rs=tlv.encode(2,int.encode(sig.r));const ss=tlv.encode(2,int.encode(sig.s));const seq=rs+ss;return tlv.encode(48,seq)}};var _0n5=BigInt(
0);var _1n5=BigInt(1);var _2n3=BigInt(2);var _3n2=BigInt(3);var _4n2=BigInt(4);function weierstrass(params,extraOpts={}){const validated=createCurveFields("weie\
rstrass",params,extraOpts);const{Fp,Fn}=validated;let CURVE=validated.CURVE;const{h:cofactor,n:CURVE_ORDER}=CURVE;validateObject(extraOpts,{},{allowInfinityPoint:"\
boolean",clearCofactor:"function",isTorsionFree:"function",fromBytes:"function",toBytes:"function",endo:"object"});const{endo}=extraOpts;if(endo){if(!Fp.is0(CURVE.
a)||typeof endo.beta!=="bigint"||!Array.isArray(endo.basises)){throw new Error('invalid endo: expected "beta": bigint and "basises": array')}}const lengths=getWLengths(
Fp,Fn);function assertCompressionIsSupported(){if(!Fp.isOdd)throw new Error("compression is not supported: Field does not have .isOdd()")}function pointToBytes(_c,point,isCompressed){
const{x,y}=point.toAffine();const bx=Fp.toBytes(x);abool2(isCompressed,"isCompressed");if(isCompressed){assertCompressionIsSupported();const hasEvenY=!Fp.isOdd(
y);return concatBytes2(pprefix(hasEvenY),bx)}else{return concatBytes2(Uint8Array.of(4),bx,Fp.toBytes(y))}}function pointFromBytes(bytes){abytes4(bytes,void 0,"P\
oint");const{publicKey:comp,publicKeyUncompressed:uncomp}=lengths;const length=bytes.length;const head=bytes[0];const tail=bytes.subarray(1);if(length===comp&&(head===
2||head===3)){const x=Fp.fromBytes(tail);if(!Fp.isValid(x))throw new Error("bad point: is not on curve, wrong x");const y2=weierstrassEquation(x);let y;try{y=Fp.
sqrt(y2)}catch(sqrtError){const err=sqrtError instanceof Error?": "+sqrtError.message:"";throw new Error("bad point: is not on curve, sqrt error"+err)}assertCompressionIsSupported();
const evenY=Fp.isOdd(y);const evenH=(head&1)===1;if(evenH!==evenY)y=Fp.neg(y);return{x,y}}else if(length===uncomp&&head===4){const L=Fp.BYTES;const x=Fp.fromBytes(
tail.subarray(0,L));const y=Fp.fromBytes(tail.subarray(L,L*2));if(!isValidXY(x,y))throw new Error("bad point: is not on curve");return{x,y}}else{throw new Error(
`bad point: got length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`)}}const encodePoint=extraOpts.toBytes||pointToBytes;const decodePoint=extraOpts.
fromBytes||pointFromBytes;function weierstrassEquation(x){const x2=Fp.sqr(x);const x3=Fp.mul(x2,x);return Fp.add(Fp.add(x3,Fp.mul(x,CURVE.a)),CURVE.b)}function isValidXY(x,y){
const left=Fp.sqr(y);const right=weierstrassEquation(x);return Fp.eql(left,right)}if(!isValidXY(CURVE.Gx,CURVE.Gy))throw new Error("bad curve params: generator \
point");const _4a3=Fp.mul(Fp.pow(CURVE.a,_3n2),_4n2);const _27b2=Fp.mul(Fp.sqr(CURVE.b),BigInt(27));if(Fp.is0(Fp.add(_4a3,_27b2)))throw new Error("bad curve par\
ams: a or b");function acoord(title,n,banZero=false){if(!Fp.isValid(n)||banZero&&Fp.is0(n))throw new Error(`bad point coordinate ${title}`);return n}function aprjpoint(other){
if(!(other instanceof Point))throw new Error("Weierstrass Point expected")}function splitEndoScalarN(k){if(!endo||!endo.basises)throw new Error("no endo");return _splitEndoScalar(
k,endo.basises,Fn.ORDER)}const toAffineMemo=memoized((p,iz)=>{const{X,Y,Z}=p;if(Fp.eql(Z,Fp.ONE))return{x:X,y:Y};const is0=p.is0();if(iz==null)iz=is0?Fp.ONE:Fp.
inv(Z);const x=Fp.mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ZERO};if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invali\
d");return{x,y}});const assertValidMemo=memoized(p=>{if(p.is0()){if(extraOpts.allowInfinityPoint&&!Fp.is0(p.Y))return;throw new Error("bad point: ZERO")}const{x,
y}=p.toAffine();if(!Fp.isValid(x)||!Fp.isValid(y))throw new Error("bad point: x or y not field elements");if(!isValidXY(x,y))throw new Error("bad point: equatio\
n left != right");if(!p.isTorsionFree())throw new Error("bad point: not in prime-order subgroup");return true});function finishEndo(endoBeta,k1p,k2p,k1neg,k2neg){
k2p=new Point(Fp.mul(k2p.X,endoBeta),k2p.Y,k2p.Z);k1p=negateCt(k1neg,k1p);k2p=negateCt(k2neg,k2p);return k1p.add(k2p)}class Point{static BASE=new Point(CURVE.Gx,
CURVE.Gy,Fp.ONE);static ZERO=new Point(Fp.ZERO,Fp.ONE,Fp.ZERO);static Fp=Fp;static Fn=Fn;X;Y;Z;constructor(X,Y,Z){this.X=acoord("x",X);this.Y=acoord("y",Y,true);
this.Z=acoord("z",Z);Object.freeze(this)}static CURVE(){return CURVE}static fromAffine(p){const{x,y}=p||{};if(!p||!Fp.isValid(x)||!Fp.isValid(y))throw new Error(
"invalid affine point");if(p instanceof Point)throw new Error("projective point not allowed");if(Fp.is0(x)&&Fp.is0(y))return Point.ZERO;return new Point(x,y,Fp.
ONE)}static fromBytes(bytes){const P=Point.fromAffine(decodePoint(abytes4(bytes,void 0,"point")));P.assertValidity();return P}static fromHex(hex){return Point.fromBytes(
hexToBytes2(hex))}get x(){return this.toAffine().x}get y(){return this.toAffine().y}precompute(windowSize=8,isLazy=true){wnaf.createCache(this,windowSize);if(!isLazy)
this.multiply(_3n2);return this}assertValidity(){assertValidMemo(this)}hasEvenY(){const{y}=this.toAffine();if(!Fp.isOdd)throw new Error("Field doesn't support i\
sOdd");return!Fp.isOdd(y)}equals(other){aprjpoint(other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const U1=Fp.eql(Fp.mul(X1,Z2),Fp.mul(X2,Z1));const U2=Fp.
eql(Fp.mul(Y1,Z2),Fp.mul(Y2,Z1));return U1&&U2}negate(){return new Point(this.X,Fp.neg(this.Y),this.Z)}double(){const{a,b}=CURVE;const b3=Fp.mul(b,_3n2);const{X:X1,
Y:Y1,Z:Z1}=this;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X1);let t1=Fp.mul(Y1,Y1);let t2=Fp.mul(Z1,Z1);let t3=Fp.mul(X1,Y1);t3=Fp.add(t3,t3);Z3=Fp.
mul(X1,Z1);Z3=Fp.add(Z3,Z3);X3=Fp.mul(a,Z3);Y3=Fp.mul(b3,t2);Y3=Fp.add(X3,Y3);X3=Fp.sub(t1,Y3);Y3=Fp.add(t1,Y3);Y3=Fp.mul(X3,Y3);X3=Fp.mul(t3,X3);Z3=Fp.mul(b3,Z3);
t2=Fp.mul(a,t2);t3=Fp.sub(t0,t2);t3=Fp.mul(a,t3);t3=Fp.add(t3,Z3);Z3=Fp.add(t0,t0);t0=Fp.add(Z3,t0);t0=Fp.add(t0,t2);t0=Fp.mul(t0,t3);Y3=Fp.add(Y3,t0);t2=Fp.mul(
Y1,Z1);t2=Fp.add(t2,t2);t0=Fp.mul(t2,t3);X3=Fp.sub(X3,t0);Z3=Fp.mul(t2,t1);Z3=Fp.add(Z3,Z3);Z3=Fp.add(Z3,Z3);return new Point(X3,Y3,Z3)}add(other){aprjpoint(other);
const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;const a=CURVE.a;const b3=Fp.mul(CURVE.b,_3n2);let t0=Fp.mul(X1,X2);let t1=Fp.
mul(Y1,Y2);let t2=Fp.mul(Z1,Z2);let t3=Fp.add(X1,Y1);let t4=Fp.add(X2,Y2);t3=Fp.mul(t3,t4);t4=Fp.add(t0,t1);t3=Fp.sub(t3,t4);t4=Fp.add(X1,Z1);let t5=Fp.add(X2,Z2);
t4=Fp.mul(t4,t5);t5=Fp.add(t0,t2);t4=Fp.sub(t4,t5);t5=Fp.add(Y1,Z1);X3=Fp.add(Y2,Z2);t5=Fp.mul(t5,X3);X3=Fp.add(t1,t2);t5=Fp.sub(t5,X3);Z3=Fp.mul(a,t4);X3=Fp.mul(
b3,t2);Z3=Fp.add(X3,Z3);X3=Fp.sub(t1,Z3);Z3=Fp.add(t1,Z3);Y3=Fp.mul(X3,Z3);t1=Fp.add(t0,t0);t1=Fp.add(t1,t0);t2=Fp.mul(a,t2);t4=Fp.mul(b3,t4);t1=Fp.add(t1,t2);t2=
Fp.sub(t0,t2);t2=Fp.mul(a,t2);t4=Fp.add(t4,t2);t0=Fp.mul(t1,t4);Y3=Fp.add(Y3,t0);t0=Fp.mul(t5,t4);X3=Fp.mul(t3,X3);X3=Fp.sub(X3,t0);t0=Fp.mul(t3,t1);Z3=Fp.mul(t5,
Z3);Z3=Fp.add(Z3,t0);return new Point(X3,Y3,Z3)}subtract(other){return this.add(other.negate())}is0(){return this.equals(Point.ZERO)}multiply(scalar){const{endo:endo2}=extraOpts;
if(!Fn.isValidNot0(scalar))throw new Error("invalid scalar: out of range");let point,fake;const mul=n=>wnaf.cached(this,n,p=>normalizeZ(Point,p));if(endo2){const{
k1neg,k1,k2neg,k2}=splitEndoScalarN(scalar);const{p:k1p,f:k1f}=mul(k1);const{p:k2p,f:k2f}=mul(k2);fake=k1f.add(k2f);point=finishEndo(endo2.beta,k1p,k2p,k1neg,k2neg)}else{
const{p,f}=mul(scalar);point=p;fake=f}return normalizeZ(Point,[point,fake])[0]}multiplyUnsafe(sc){const{endo:endo2}=extraOpts;const p=this;if(!Fn.isValid(sc))throw new Error(
"invalid scalar: out of range");if(sc===_0n5||p.is0())return Point.ZERO;if(sc===_1n5)return p;if(wnaf.hasCache(this))return this.multiply(sc);if(endo2){const{k1neg,
k1,k2neg,k2}=splitEndoScalarN(sc);const{p1,p2}=mulEndoUnsafe(Point,p,k1,k2);return finishEndo(endo2.beta,p1,p2,k1neg,k2neg)}else{return wnaf.unsafe(p,sc)}}toAffine(invertedZ){
return toAffineMemo(this,invertedZ)}isTorsionFree(){const{isTorsionFree}=extraOpts;if(cofactor===_1n5)return true;if(isTorsionFree)return isTorsionFree(Point,this);
return wnaf.unsafe(this,CURVE_ORDER).is0()}clearCofactor(){const{clearCofactor}=extraOpts;if(cofactor===_1n5)return this;if(clearCofactor)return clearCofactor(Point,
this);return this.multiplyUnsafe(cofactor)}isSmallOrder(){return this.multiplyUnsafe(cofactor).is0()}toBytes(isCompressed=true){abool2(isCompressed,"isCompresse\
d");this.assertValidity();return encodePoint(Point,this,isCompressed)}toHex(isCompressed=true){return bytesToHex2(this.toBytes(isCompressed))}toString(){return`\
<Point ${this.is0()?"ZERO":this.toHex()}>`}}const bits=Fn.BITS;const wnaf=new wNAF(Point,extraOpts.endo?Math.ceil(bits/2):bits);Point.BASE.precompute(8);return Point}
function pprefix(hasEvenY){return Uint8Array.of(hasEvenY?2:3)}function getWLengths(Fp,Fn){return{secretKey:Fn.BYTES,publicKey:1+Fp.BYTES,publicKeyUncompressed:1+2*Fp.BYTES,publicKeyHasPrefix:true,signature:2*Fn.BYTES}}function ecdh(Point,ecdhOpts={}){
const{Fn}=Point;const randomBytes_=ecdhOpts.randomBytes||randomBytes3;const lengths=Object.assign(getWLengths(Point.Fp,Fn),{seed:getMinHashLength(Fn.ORDER)});function isValidSecretKey(secretKey){
try{const num=Fn.fromBytes(secretKey);return Fn.isValidNot0(num)}catch(error){return false}}function isValidPublicKey(publicKey,isCompressed){const{publicKey:comp,
publicKeyUncompressed}=lengths;try{const l=publicKey.length;if(isCompressed===true&&l!==comp)return false;if(isCompressed===false&&l!==publicKeyUncompressed)return false;
return!!Point.fromBytes(publicKey)}catch(error){return false}}function randomSecretKey(seed=randomBytes_(lengths.seed)){return mapHashToField(abytes4(seed,lengths.
seed,"seed"),Fn.ORDER)}function getPublicKey(secretKey,isCompressed=true){return Point.BASE.multiply(Fn.fromBytes(secretKey)).toBytes(isCompressed)}function isProbPub(item){
const{secretKey,publicKey,publicKeyUncompressed}=lengths;if(!isBytes4(item))return void 0;if("_lengths"in Fn&&Fn._lengths||secretKey===publicKey)return void 0;const l=abytes4(
item,void 0,"key").length;return l===publicKey||l===publicKeyUncompressed}function getSharedSecret(secretKeyA,publicKeyB,isCompressed=true){if(isProbPub(secretKeyA)===
true)throw new Error("first arg must be private key");if(isProbPub(publicKeyB)===false)throw new Error("second arg must be public key");const s=Fn.fromBytes(secretKeyA);
const b=Point.fromBytes(publicKeyB);return b.multiply(s).toBytes(isCompressed)}const utils={isValidSecretKey,isValidPublicKey,randomSecretKey};const keygen=createKeygen(
randomSecretKey,getPublicKey);return Object.freeze({getPublicKey,getSharedSecret,keygen,Point,utils,lengths})}function ecdsa(Point,hash,ecdsaOpts={}){ahash2(hash);
validateObject(ecdsaOpts,{},{hmac:"function",lowS:"boolean",randomBytes:"function",bits2int:"function",bits2int_modN:"function"});ecdsaOpts=Object.assign({},ecdsaOpts);
const randomBytes6=ecdsaOpts.randomBytes||randomBytes3;const hmac3=ecdsaOpts.hmac||((key,msg)=>hmac2(hash,key,msg));const{Fp,Fn}=Point;const{ORDER:CURVE_ORDER,BITS:fnBits}=Fn;
const{keygen,getPublicKey,getSharedSecret,utils,lengths}=ecdh(Point,ecdsaOpts);const defaultSigOpts={prehash:true,lowS:typeof ecdsaOpts.lowS==="boolean"?ecdsaOpts.
lowS:true,format:"compact",extraEntropy:false};const hasLargeCofactor=CURVE_ORDER*_2n3<Fp.ORDER;function isBiggerThanHalfOrder(number){const HALF=CURVE_ORDER>>_1n5;
return number>HALF}function validateRS(title,num){if(!Fn.isValidNot0(num))throw new Error(`invalid signature ${title}: out of range 1..Point.Fn.ORDER`);return num}
function assertSmallCofactor(){if(hasLargeCofactor)throw new Error('"recovered" sig type is not supported for cofactor >2 curves')}function validateSigLength(bytes,format){
validateSigFormat(format);const size=lengths.signature;const sizer=format==="compact"?size:format==="recovered"?size+1:void 0;return abytes4(bytes,sizer)}class Signature{r;s;recovery;constructor(r,s,recovery){
this.r=validateRS("r",r);this.s=validateRS("s",s);if(recovery!=null){assertSmallCofactor();if(![0,1,2,3].includes(recovery))throw new Error("invalid recovery id");
this.recovery=recovery}Object.freeze(this)}static fromBytes(bytes,format=defaultSigOpts.format){validateSigLength(bytes,format);let recid;if(format==="der"){const{
r:r2,s:s2}=DER.toSig(abytes4(bytes));return new Signature(r2,s2)}if(format==="recovered"){recid=bytes[0];format="compact";bytes=bytes.subarray(1)}const L=lengths.
signature/2;const r=bytes.subarray(0,L);const s=bytes.subarray(L,L*2);return new Signature(Fn.fromBytes(r),Fn.fromBytes(s),recid)}static fromHex(hex,format){return this.
fromBytes(hexToBytes2(hex),format)}assertRecovery(){const{recovery}=this;if(recovery==null)throw new Error("invalid recovery id: must be present");return recovery}addRecoveryBit(recovery){
return new Signature(this.r,this.s,recovery)}recoverPublicKey(messageHash){const{r,s}=this;const recovery=this.assertRecovery();const radj=recovery===2||recovery===
3?r+CURVE_ORDER:r;if(!Fp.isValid(radj))throw new Error("invalid recovery id: sig.r+curve.n != R.x");const x=Fp.toBytes(radj);const R=Point.fromBytes(concatBytes2(
pprefix((recovery&1)===0),x));const ir=Fn.inv(radj);const h=bits2int_modN(abytes4(messageHash,void 0,"msgHash"));const u1=Fn.create(-h*ir);const u2=Fn.create(s*
ir);const Q2=Point.BASE.multiplyUnsafe(u1).add(R.multiplyUnsafe(u2));if(Q2.is0())throw new Error("invalid recovery: point at infinify");Q2.assertValidity();return Q2}hasHighS(){
return isBiggerThanHalfOrder(this.s)}toBytes(format=defaultSigOpts.format){validateSigFormat(format);if(format==="der")return hexToBytes2(DER.hexFromSig(this));
const{r,s}=this;const rb=Fn.toBytes(r);const sb=Fn.toBytes(s);if(format==="recovered"){assertSmallCofactor();return concatBytes2(Uint8Array.of(this.assertRecovery()),
rb,sb)}return concatBytes2(rb,sb)}toHex(format){return bytesToHex2(this.toBytes(format))}}const bits2int=ecdsaOpts.bits2int||function bits2int_def(bytes){if(bytes.
length>8192)throw new Error("input is too large");const num=bytesToNumberBE(bytes);const delta=bytes.length*8-fnBits;return delta>0?num>>BigInt(delta):num};const bits2int_modN=ecdsaOpts.
bits2int_modN||function bits2int_modN_def(bytes){return Fn.create(bits2int(bytes))};const ORDER_MASK=bitMask(fnBits);function int2octets(num){aInRange("num < 2^"+
fnBits,num,_0n5,ORDER_MASK);return Fn.toBytes(num)}function validateMsgAndHash(message,prehash){abytes4(message,void 0,"message");return prehash?abytes4(hash(message),
void 0,"prehashed message"):message}function prepSig(message,secretKey,opts2){const{lowS,prehash,extraEntropy}=validateSigOpts(opts2,defaultSigOpts);message=validateMsgAndHash(
message,prehash);const h1int=bits2int_modN(message);const d=Fn.fromBytes(secretKey);if(!Fn.isValidNot0(d))throw new Error("invalid private key");const seedArgs=[
int2octets(d),int2octets(h1int)];if(extraEntropy!=null&&extraEntropy!==false){const e=extraEntropy===true?randomBytes6(lengths.secretKey):extraEntropy;seedArgs.
push(abytes4(e,void 0,"extraEntropy"))}const seed=concatBytes2(...seedArgs);const m=h1int;function k2sig(kBytes){const k=bits2int(kBytes);if(!Fn.isValidNot0(k))
return;const ik=Fn.inv(k);const q=Point.BASE.multiply(k).toAffine();const r=Fn.create(q.x);if(r===_0n5)return;const s=Fn.create(ik*Fn.create(m+r*d));if(s===_0n5)
return;let recovery=(q.x===r?0:2)|Number(q.y&_1n5);let normS=s;if(lowS&&isBiggerThanHalfOrder(s)){normS=Fn.neg(s);recovery^=1}return new Signature(r,normS,hasLargeCofactor?
void 0:recovery)}return{seed,k2sig}}function sign(message,secretKey,opts2={}){const{seed,k2sig}=prepSig(message,secretKey,opts2);const drbg=createHmacDrbg(hash.
outputLen,Fn.BYTES,hmac3);const sig=drbg(seed,k2sig);return sig.toBytes(opts2.format)}function verify(signature,message,publicKey,opts2={}){const{lowS,prehash,format}=validateSigOpts(
opts2,defaultSigOpts);publicKey=abytes4(publicKey,void 0,"publicKey");message=validateMsgAndHash(message,prehash);if(!isBytes4(signature)){const end=signature instanceof
Signature?", use sig.toBytes()":"";throw new Error("verify expects Uint8Array signature"+end)}validateSigLength(signature,format);try{const sig=Signature.fromBytes(
signature,format);const P=Point.fromBytes(publicKey);if(lowS&&sig.hasHighS())return false;const{r,s}=sig;const h=bits2int_modN(message);const is=Fn.inv(s);const u1=Fn.
create(h*is);const u2=Fn.create(r*is);const R=Point.BASE.multiplyUnsafe(u1).add(P.multiplyUnsafe(u2));if(R.is0())return false;const v=Fn.create(R.x);return v===
r}catch(e){return false}}function recoverPublicKey(signature,message,opts2={}){const{prehash}=validateSigOpts(opts2,defaultSigOpts);message=validateMsgAndHash(message,
prehash);return Signature.fromBytes(signature,"recovered").recoverPublicKey(message).toBytes()}return Object.freeze({keygen,getPublicKey,getSharedSecret,utils,lengths,
Point,sign,verify,recoverPublicKey,Signature,hash})}function Chi2(a,b,c){return a&b^~a&c}function Maj2(a,b,c){return a&b^a&c^b&c}var HashMD2=class{blockLen;outputLen;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE4){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE4;this.buffer=new Uint8Array(blockLen);this.view=createView3(this.buffer)}update(data){
aexists3(this);abytes4(data);const{view,buffer,blockLen}=this;const len=data.length;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.pos,len-pos);if(take===
blockLen){const dataView=createView3(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);continue}buffer.set(data.subarray(pos,pos+take),this.
pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0}}this.length+=data.length;this.roundClean();return this}digestInto(out){aexists3(
this);aoutput3(out,this);this.finished=true;const{buffer,view,blockLen,isLE:isLE4}=this;let{pos}=this;buffer[pos++]=128;clean3(this.buffer.subarray(pos));if(this.
padOffset>blockLen-pos){this.process(view,0);pos=0}for(let i=pos;i<blockLen;i++)buffer[i]=0;view.setBigUint64(blockLen-8,BigInt(this.length*8),isLE4);this.process(
view,0);const oview=createView3(out);const len=this.outputLen;if(len%4)throw new Error("_sha2: outputLen must be aligned to 32bit");const outLen=len/4;const state=this.
get();if(outLen>state.length)throw new Error("_sha2: outputLen bigger than state");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE4)}digest(){const{buffer,
outputLen}=this;this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneInto(to){to||=new this.constructor;to.set(...this.get());
const{blockLen,buffer,length,finished,destroyed,pos}=this;to.destroyed=destroyed;to.finished=finished;to.length=length;to.pos=pos;if(length%blockLen)to.buffer.set(
buffer);return to}clone(){return this._cloneInto()}};var SHA256_IV2=Uint32Array.from([1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,
1541459225]);var SHA384_IV2=Uint32Array.from([3418070365,3238371032,1654270250,914150663,2438529370,812702999,355462360,4144912697,1731405415,4290775857,2394180231,1750603025,
3675008525,1694076839,1203062813,3204075428]);var U32_MASK64=BigInt(2**32-1);var _32n=BigInt(32);function fromBig(n,le=false){if(le)return{h:Number(n&U32_MASK64),l:Number(n>>_32n&U32_MASK64)};return{h:Number(
n>>_32n&U32_MASK64)|0,l:Number(n&U32_MASK64)|0}}function split(lst,le=false){const len=lst.length;let Ah=new Uint32Array(len);let Al=new Uint32Array(len);for(let i=0;i<
len;i++){const{h,l}=fromBig(lst[i],le);[Ah[i],Al[i]]=[h,l]}return[Ah,Al]}var shrSH=(h,_l,s)=>h>>>s;var shrSL=(h,l,s)=>h<<32-s|l>>>s;var rotrSH=(h,l,s)=>h>>>s|l<<32-s;var rotrSL=(h,l,s)=>h<<32-s|l>>>s;var rotrBH=(h,l,s)=>h<<64-s|l>>>s-
32;var rotrBL=(h,l,s)=>h>>>s-32|l<<64-s;var rotlSH=(h,l,s)=>h<<s|l>>>32-s;var rotlSL=(h,l,s)=>l<<s|h>>>32-s;var rotlBH=(h,l,s)=>l<<s-32|h>>>64-s;var rotlBL=(h,l,s)=>h<<s-32|l>>>64-s;function add(Ah,Al,Bh,Bl){
const l=(Al>>>0)+(Bl>>>0);return{h:Ah+Bh+(l/2**32|0)|0,l:l|0}}var add3L=(Al,Bl,Cl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0);var add3H=(low,Ah,Bh,Ch)=>Ah+Bh+Ch+(low/2**32|0)|
0;var add4L=(Al,Bl,Cl,Dl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0)+(Dl>>>0);var add4H=(low,Ah,Bh,Ch,Dh)=>Ah+Bh+Ch+Dh+(low/2**32|0)|0;var add5L=(Al,Bl,Cl,Dl,El)=>(Al>>>0)+(Bl>>>
0)+(Cl>>>0)+(Dl>>>0)+(El>>>0);var add5H=(low,Ah,Bh,Ch,Dh,Eh)=>Ah+Bh+Ch+Dh+Eh+(low/2**32|0)|0;var SHA256_K2=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,
1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,
3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,
3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,
2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]);var SHA256_W2=new Uint32Array(64);var SHA2_32B2=class extends HashMD2{constructor(outputLen){
super(64,outputLen,8,false)}get(){const{A,B,C,D,E,F:F2,G,H}=this;return[A,B,C,D,E,F2,G,H]}set(A,B,C,D,E,F2,G,H){this.A=A|0;this.B=B|0;this.C=C|0;this.D=D|0;this.
E=E|0;this.F=F2|0;this.G=G|0;this.H=H|0}process(view,offset){for(let i=0;i<16;i++,offset+=4)SHA256_W2[i]=view.getUint32(offset,false);for(let i=16;i<64;i++){const W15=SHA256_W2[i-
15];const W2=SHA256_W2[i-2];const s0=rotr2(W15,7)^rotr2(W15,18)^W15>>>3;const s1=rotr2(W2,17)^rotr2(W2,19)^W2>>>10;SHA256_W2[i]=s1+SHA256_W2[i-7]+s0+SHA256_W2[i-
16]|0}let{A,B,C,D,E,F:F2,G,H}=this;for(let i=0;i<64;i++){const sigma1=rotr2(E,6)^rotr2(E,11)^rotr2(E,25);const T1=H+sigma1+Chi2(E,F2,G)+SHA256_K2[i]+SHA256_W2[i]|
0;const sigma0=rotr2(A,2)^rotr2(A,13)^rotr2(A,22);const T2=sigma0+Maj2(A,B,C)|0;H=G;G=F2;F2=E;E=D+T1|0;D=C;C=B;B=A;A=T1+T2|0}A=A+this.A|0;B=B+this.B|0;C=C+this.
C|0;D=D+this.D|0;E=E+this.E|0;F2=F2+this.F|0;G=G+this.G|0;H=H+this.H|0;this.set(A,B,C,D,E,F2,G,H)}roundClean(){clean3(SHA256_W2)}destroy(){this.set(0,0,0,0,0,0,
0,0);clean3(this.buffer)}};var _SHA2562=class extends SHA2_32B2{A=SHA256_IV2[0]|0;B=SHA256_IV2[1]|0;C=SHA256_IV2[2]|0;D=SHA256_IV2[3]|0;E=SHA256_IV2[4]|0;F=SHA256_IV2[5]|
0;G=SHA256_IV2[6]|0;H=SHA256_IV2[7]|0;constructor(){super(32)}};var K512=(()=>split(["0x428a2f98d728ae22","0x7137449123ef65cd","0xb5c0fbcfec4d3b2f","0xe9b5dba58189dbbc","0x3956c25bf348b538","0x59f111f1b605d019","0x923f82a4af\
194f9b","0xab1c5ed5da6d8118","0xd807aa98a3030242","0x12835b0145706fbe","0x243185be4ee4b28c","0x550c7dc3d5ffb4e2","0x72be5d74f27b896f","0x80deb1fe3b1696b1","0x9b\
dc06a725c71235","0xc19bf174cf692694","0xe49b69c19ef14ad2","0xefbe4786384f25e3","0x0fc19dc68b8cd5b5","0x240ca1cc77ac9c65","0x2de92c6f592b0275","0x4a7484aa6ea6e48\
3","0x5cb0a9dcbd41fbd4","0x76f988da831153b5","0x983e5152ee66dfab","0xa831c66d2db43210","0xb00327c898fb213f","0xbf597fc7beef0ee4","0xc6e00bf33da88fc2","0xd5a7914\
7930aa725","0x06ca6351e003826f","0x142929670a0e6e70","0x27b70a8546d22ffc","0x2e1b21385c26c926","0x4d2c6dfc5ac42aed","0x53380d139d95b3df","0x650a73548baf63de","0\
x766a0abb3c77b2a8","0x81c2c92e47edaee6","0x92722c851482353b","0xa2bfe8a14cf10364","0xa81a664bbc423001","0xc24b8b70d0f89791","0xc76c51a30654be30","0xd192e819d6ef\
5218","0xd69906245565a910","0xf40e35855771202a","0x106aa07032bbd1b8","0x19a4c116b8d2d0c8","0x1e376c085141ab53","0x2748774cdf8eeb99","0x34b0bcb5e19b48a8","0x391c\
0cb3c5c95a63","0x4ed8aa4ae3418acb","0x5b9cca4f7763e373","0x682e6ff3d6b2b8a3","0x748f82ee5defb2fc","0x78a5636f43172f60","0x84c87814a1f0ab72","0x8cc702081a6439ec",
"0x90befffa23631e28","0xa4506cebde82bde9","0xbef9a3f7b2c67915","0xc67178f2e372532b","0xca273eceea26619c","0xd186b8c721c0c207","0xeada7dd6cde0eb1e","0xf57d4f7fee\
6ed178","0x06f067aa72176fba","0x0a637dc5a2c898a6","0x113f9804bef90dae","0x1b710b35131c471b","0x28db77f523047d84","0x32caab7b40c72493","0x3c9ebe0a15c9bebc","0x43\
1d67c49c100d4c","0x4cc5d4becb3e42b6","0x597f299cfc657e2a","0x5fcb6fab3ad6faec","0x6c44198c4a475817"].map(n=>BigInt(n))))();var SHA512_Kh=(()=>K512[0])();var SHA512_Kl=(()=>K512[1])();
var SHA512_W_H=new Uint32Array(80);var SHA512_W_L=new Uint32Array(80);var SHA2_64B=class extends HashMD2{constructor(outputLen){super(128,outputLen,16,false)}get(){
const{Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;return[Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl]}set(Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl){
this.Ah=Ah|0;this.Al=Al|0;this.Bh=Bh|0;this.Bl=Bl|0;this.Ch=Ch|0;this.Cl=Cl|0;this.Dh=Dh|0;this.Dl=Dl|0;this.Eh=Eh|0;this.El=El|0;this.Fh=Fh|0;this.Fl=Fl|0;this.
Gh=Gh|0;this.Gl=Gl|0;this.Hh=Hh|0;this.Hl=Hl|0}process(view,offset){for(let i=0;i<16;i++,offset+=4){SHA512_W_H[i]=view.getUint32(offset);SHA512_W_L[i]=view.getUint32(
offset+=4)}for(let i=16;i<80;i++){const W15h=SHA512_W_H[i-15]|0;const W15l=SHA512_W_L[i-15]|0;const s0h=rotrSH(W15h,W15l,1)^rotrSH(W15h,W15l,8)^shrSH(W15h,W15l,
7);const s0l=rotrSL(W15h,W15l,1)^rotrSL(W15h,W15l,8)^shrSL(W15h,W15l,7);const W2h=SHA512_W_H[i-2]|0;const W2l=SHA512_W_L[i-2]|0;const s1h=rotrSH(W2h,W2l,19)^rotrBH(
W2h,W2l,61)^shrSH(W2h,W2l,6);const s1l=rotrSL(W2h,W2l,19)^rotrBL(W2h,W2l,61)^shrSL(W2h,W2l,6);const SUMl=add4L(s0l,s1l,SHA512_W_L[i-7],SHA512_W_L[i-16]);const SUMh=add4H(
SUMl,s0h,s1h,SHA512_W_H[i-7],SHA512_W_H[i-16]);SHA512_W_H[i]=SUMh|0;SHA512_W_L[i]=SUMl|0}let{Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;for(let i=0;i<
80;i++){const sigma1h=rotrSH(Eh,El,14)^rotrSH(Eh,El,18)^rotrBH(Eh,El,41);const sigma1l=rotrSL(Eh,El,14)^rotrSL(Eh,El,18)^rotrBL(Eh,El,41);const CHIh=Eh&Fh^~Eh&Gh;
const CHIl=El&Fl^~El&Gl;const T1ll=add5L(Hl,sigma1l,CHIl,SHA512_Kl[i],SHA512_W_L[i]);const T1h=add5H(T1ll,Hh,sigma1h,CHIh,SHA512_Kh[i],SHA512_W_H[i]);const T1l=T1ll|
0;const sigma0h=rotrSH(Ah,Al,28)^rotrBH(Ah,Al,34)^rotrBH(Ah,Al,39);const sigma0l=rotrSL(Ah,Al,28)^rotrBL(Ah,Al,34)^rotrBL(Ah,Al,39);const MAJh=Ah&Bh^Ah&Ch^Bh&Ch;
const MAJl=Al&Bl^Al&Cl^Bl&Cl;Hh=Gh|0;Hl=Gl|0;Gh=Fh|0;Gl=Fl|0;Fh=Eh|0;Fl=El|0;({h:Eh,l:El}=add(Dh|0,Dl|0,T1h|0,T1l|0));Dh=Ch|0;Dl=Cl|0;Ch=Bh|0;Cl=Bl|0;Bh=Ah|0;Bl=
Al|0;const All=add3L(T1l,sigma0l,MAJl);Ah=add3H(All,T1h,sigma0h,MAJh);Al=All|0}({h:Ah,l:Al}=add(this.Ah|0,this.Al|0,Ah|0,Al|0));({h:Bh,l:Bl}=add(this.Bh|0,this.
Bl|0,Bh|0,Bl|0));({h:Ch,l:Cl}=add(this.Ch|0,this.Cl|0,Ch|0,Cl|0));({h:Dh,l:Dl}=add(this.Dh|0,this.Dl|0,Dh|0,Dl|0));({h:Eh,l:El}=add(this.Eh|0,this.El|0,Eh|0,El|
0));({h:Fh,l:Fl}=add(this.Fh|0,this.Fl|0,Fh|0,Fl|0));({h:Gh,l:Gl}=add(this.Gh|0,this.Gl|0,Gh|0,Gl|0));({h:Hh,l:Hl}=add(this.Hh|0,this.Hl|0,Hh|0,Hl|0));this.set(
Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl)}roundClean(){clean3(SHA512_W_H,SHA512_W_L)}destroy(){clean3(this.buffer);this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,
0)}};var _SHA384=class extends SHA2_64B{Ah=SHA384_IV2[0]|0;Al=SHA384_IV2[1]|0;Bh=SHA384_IV2[2]|0;Bl=SHA384_IV2[3]|0;Ch=SHA384_IV2[4]|0;Cl=SHA384_IV2[5]|0;Dh=SHA384_IV2[6]|
0;Dl=SHA384_IV2[7]|0;Eh=SHA384_IV2[8]|0;El=SHA384_IV2[9]|0;Fh=SHA384_IV2[10]|0;Fl=SHA384_IV2[11]|0;Gh=SHA384_IV2[12]|0;Gl=SHA384_IV2[13]|0;Hh=SHA384_IV2[14]|0;Hl=SHA384_IV2[15]|
0;constructor(){super(48)}};var sha2562=createHasher2(()=>new _SHA2562,oidNist2(1));var sha384=createHasher2(()=>new _SHA384,oidNist2(2));var _1n6=BigInt(1);var _2n4=BigInt(2);var _3n3=BigInt(3);var _5n2=BigInt(5);var _8n2=BigInt(8);var ed25519_CURVE_p=BigInt("0x7ffffffffffffffffffffffffffffffffff\
fffffffffffffffffffffffffffed");function ed25519_pow_2_252_3(x){const _10n=BigInt(10),_20n=BigInt(20),_40n=BigInt(40),_80n=BigInt(80);const P=ed25519_CURVE_p;const x2=x*x%P;const b2=x2*x%P;const b4=pow2(
b2,_2n4,P)*b2%P;const b5=pow2(b4,_1n6,P)*x%P;const b10=pow2(b5,_5n2,P)*b5%P;const b20=pow2(b10,_10n,P)*b10%P;const b40=pow2(b20,_20n,P)*b20%P;const b80=pow2(b40,
_40n,P)*b40%P;const b160=pow2(b80,_80n,P)*b80%P;const b240=pow2(b160,_80n,P)*b80%P;const b250=pow2(b240,_10n,P)*b10%P;const pow_p_5_8=pow2(b250,_2n4,P)*x%P;return{
pow_p_5_8,b2}}function adjustScalarBytes(bytes){bytes[0]&=248;bytes[31]&=127;bytes[31]|=64;return bytes}var x25519=(()=>{const P=ed25519_CURVE_p;return montgomery({P,type:"x25519",powPminus2:x=>{const{pow_p_5_8,b2}=ed25519_pow_2_252_3(x);return mod(pow2(pow_p_5_8,
_3n3,P)*b2,P)},adjustScalarBytes})})();var p256_CURVE=(()=>({p:BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),n:BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e8\
4f3b9cac2fc632551"),h:BigInt(1),a:BigInt("0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc"),b:BigInt("0x5ac635d8aa3a93e7b3ebbd55769886bc651d0\
6b0cc53b0f63bce3c3e27d2604b"),Gx:BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),Gy:BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce3\
3576b315ececbb6406837bf51f5")}))();var p384_CURVE=(()=>({p:BigInt("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fff\
fffff"),n:BigInt("0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973"),h:BigInt(1),a:BigInt("0xfffffffffffffffff\
ffffffffffffffffffffffffffffffffffffffffffffffeffffffff0000000000000000fffffffc"),b:BigInt("0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac6\
56398d8a2ed19d2a85c8edd3ec2aef"),Gx:BigInt("0xaa87ca22be8b05378eb1c71ef320ad746e1d3b628ba79b9859f741e082542a385502f25dbf55296c3a545e3872760ab7"),Gy:BigInt("0x36\
17de4a96262c6f5d9e98bf9292dc29f8f41dbd289a147ce9da3113b5f0b8c00a60b1ce1d7e819d7a431d7c90ea0e5f")}))();var p256_Point=weierstrass(p256_CURVE);var p256=ecdsa(p256_Point,sha2562);var p384_Point=weierstrass(p384_CURVE);var p384=ecdsa(p384_Point,sha384);function extract2(hash,ikm,salt){ahash2(hash);if(salt===void 0)salt=new Uint8Array(hash.outputLen);return hmac2(hash,salt,ikm)}var HKDF_COUNTER2=Uint8Array.of(0);
var EMPTY_BUFFER2=Uint8Array.of();function expand2(hash,prk,info,length=32){ahash2(hash);anumber4(length,"length");const olen=hash.outputLen;if(length>255*olen)
throw new Error("Length must be <= 255*HashLen");const blocks=Math.ceil(length/olen);if(info===void 0)info=EMPTY_BUFFER2;else abytes4(info,void 0,"info");const okm=new Uint8Array(
blocks*olen);const HMAC=hmac2.create(hash,prk);const HMACTmp=HMAC._cloneInto();const T=new Uint8Array(HMAC.outputLen);for(let counter=0;counter<blocks;counter++){
HKDF_COUNTER2[0]=counter+1;HMACTmp.update(counter===0?EMPTY_BUFFER2:T).update(info).update(HKDF_COUNTER2).digestInto(T);okm.set(T,olen*counter);HMAC._cloneInto(
HMACTmp)}HMAC.destroy();HMACTmp.destroy();clean3(T,HKDF_COUNTER2);return okm.slice(0,length)}var _0n6=BigInt(0);var _1n7=BigInt(1);var _2n5=BigInt(2);var _7n2=BigInt(7);var _256n=BigInt(256);var _0x71n=BigInt(113);var SHA3_PI=[];var SHA3_ROTL=[];var _SHA3_IOTA=[];
for(let round=0,R=_1n7,x=1,y=0;round<24;round++){[x,y]=[y,(2*x+3*y)%5];SHA3_PI.push(2*(5*y+x));SHA3_ROTL.push((round+1)*(round+2)/2%64);let t=_0n6;for(let j=0;j<
7;j++){R=(R<<_1n7^(R>>_7n2)*_0x71n)%_256n;if(R&_2n5)t^=_1n7<<(_1n7<<BigInt(j))-_1n7}_SHA3_IOTA.push(t)}var IOTAS=split(_SHA3_IOTA,true);var SHA3_IOTA_H=IOTAS[0];
var SHA3_IOTA_L=IOTAS[1];var rotlH=(h,l,s)=>s>32?rotlBH(h,l,s):rotlSH(h,l,s);var rotlL=(h,l,s)=>s>32?rotlBL(h,l,s):rotlSL(h,l,s);function keccakP(s,rounds=24){const B=new Uint32Array(
5*2);for(let round=24-rounds;round<24;round++){for(let x=0;x<10;x++)B[x]=s[x]^s[x+10]^s[x+20]^s[x+30]^s[x+40];for(let x=0;x<10;x+=2){const idx1=(x+8)%10;const idx0=(x+
2)%10;const B0=B[idx0];const B1=B[idx0+1];const Th=rotlH(B0,B1,1)^B[idx1];const Tl=rotlL(B0,B1,1)^B[idx1+1];for(let y=0;y<50;y+=10){s[x+y]^=Th;s[x+y+1]^=Tl}}let curH=s[2];
let curL=s[3];for(let t=0;t<24;t++){const shift=SHA3_ROTL[t];const Th=rotlH(curH,curL,shift);const Tl=rotlL(curH,curL,shift);const PI=SHA3_PI[t];curH=s[PI];curL=
s[PI+1];s[PI]=Th;s[PI+1]=Tl}for(let y=0;y<50;y+=10){for(let x=0;x<10;x++)B[x]=s[y+x];for(let x=0;x<10;x++)s[y+x]^=~B[(x+2)%10]&B[(x+4)%10]}s[0]^=SHA3_IOTA_H[round];
s[1]^=SHA3_IOTA_L[round]}clean3(B)}var Keccak=class _Keccak{state;pos=0;posOut=0;finished=false;state32;destroyed=false;blockLen;suffix;outputLen;enableXOF=false;rounds;constructor(blockLen,suffix,outputLen,enableXOF=false,rounds=24){
this.blockLen=blockLen;this.suffix=suffix;this.outputLen=outputLen;this.enableXOF=enableXOF;this.rounds=rounds;anumber4(outputLen,"outputLen");if(!(0<blockLen&&
blockLen<200))throw new Error("only keccak-f1600 function is supported");this.state=new Uint8Array(200);this.state32=u323(this.state)}clone(){return this._cloneInto()}keccak(){
swap32IfBE3(this.state32);keccakP(this.state32,this.rounds);swap32IfBE3(this.state32);this.posOut=0;this.pos=0}update(data){aexists3(this);abytes4(data);const{blockLen,
state}=this;const len=data.length;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.pos,len-pos);for(let i=0;i<take;i++)state[this.pos++]^=data[pos++];if(this.
pos===blockLen)this.keccak()}return this}finish(){if(this.finished)return;this.finished=true;const{state,suffix,pos,blockLen}=this;state[pos]^=suffix;if((suffix&
128)!==0&&pos===blockLen-1)this.keccak();state[blockLen-1]^=128;this.keccak()}writeInto(out){aexists3(this,false);abytes4(out);this.finish();const bufferOut=this.
state;const{blockLen}=this;for(let pos=0,len=out.length;pos<len;){if(this.posOut>=blockLen)this.keccak();const take=Math.min(blockLen-this.posOut,len-pos);out.set(
bufferOut.subarray(this.posOut,this.posOut+take),pos);this.posOut+=take;pos+=take}return out}xofInto(out){if(!this.enableXOF)throw new Error("XOF is not possibl\
e for this instance");return this.writeInto(out)}xof(bytes){anumber4(bytes);return this.xofInto(new Uint8Array(bytes))}digestInto(out){aoutput3(out,this);if(this.
finished)throw new Error("digest() was already called");this.writeInto(out);this.destroy();return out}digest(){return this.digestInto(new Uint8Array(this.outputLen))}destroy(){
this.destroyed=true;clean3(this.state)}_cloneInto(to){const{blockLen,suffix,outputLen,rounds,enableXOF}=this;to||=new _Keccak(blockLen,suffix,outputLen,enableXOF,
rounds);to.state32.set(this.state32);to.pos=this.pos;to.posOut=this.posOut;to.finished=this.finished;to.rounds=rounds;to.suffix=suffix;to.outputLen=outputLen;to.
enableXOF=enableXOF;to.destroyed=this.destroyed;return to}};var genKeccak=(suffix,blockLen,outputLen,info={})=>createHasher2(()=>new Keccak(blockLen,suffix,outputLen),
info);var sha3_256=genKeccak(6,136,32,oidNist2(8));var sha3_512=genKeccak(6,72,64,oidNist2(10));var genShake=(suffix,blockLen,outputLen,info={})=>createHasher2((opts2={})=>new Keccak(blockLen,suffix,opts2.dkLen===void 0?outputLen:opts2.dkLen,true),info);var shake128=genShake(
31,168,16,oidNist2(11));var shake256=genShake(31,136,32,oidNist2(12));function checkU32(n){if(!Number.isSafeInteger(n)||n<0||n>4294967295)throw new Error("wrong u32 integer:"+n);return n}function isPowerOfTwo(x){checkU32(x);return(x&
x-1)===0&&x!==0}function reverseBits(n,bits){checkU32(n);let reversed=0;for(let i=0;i<bits;i++,n>>>=1)reversed=reversed<<1|n&1;return reversed}function log2(n){checkU32(n);return 31-
Math.clz32(n)}function bitReversalInplace(values){const n=values.length;if(n<2||!isPowerOfTwo(n))throw new Error("n must be a power of 2 and greater than 1. Got\
 "+n);const bits=log2(n);for(let i=0;i<n;i++){const j=reverseBits(i,bits);if(i<j){const tmp=values[i];values[i]=values[j];values[j]=tmp}}return values}var FFTCore=(F2,coreOpts)=>{const{N:N2,roots,dit,invertButterflies=false,skipStages=0,brp=true}=coreOpts;const bits=log2(N2);if(!isPowerOfTwo(N2))throw new Error(
"FFT: Polynomial size should be power of two");const isDit=dit!==invertButterflies;isDit;return values=>{if(values.length!==N2)throw new Error("FFT: wrong Polyn\
omial length");if(dit&&brp)bitReversalInplace(values);for(let i=0,g=1;i<bits-skipStages;i++){const s=dit?i+1+skipStages:bits-i;const m=1<<s;const m2=m>>1;const stride=N2>>
s;for(let k=0;k<N2;k+=m){for(let j=0,grp=g++;j<m2;j++){const rootPos=invertButterflies?dit?N2-grp:grp:j*stride;const i0=k+j;const i1=k+j+m2;const omega=roots[rootPos];
const b=values[i1];const a=values[i0];if(isDit){const t=F2.mul(b,omega);values[i0]=F2.add(a,t);values[i1]=F2.sub(a,t)}else if(invertButterflies){values[i0]=F2.add(
b,a);values[i1]=F2.mul(F2.sub(b,a),omega)}else{values[i0]=F2.add(a,b);values[i1]=F2.mul(F2.sub(a,b),omega)}}}}if(!dit&&brp)bitReversalInplace(values);return values}};var randomBytes4=randomBytes3;function equalBytes2(a,b){if(a.length!==b.length)return false;let diff=0;for(let i=0;i<a.length;i++)diff|=a[i]^b[i];return diff===
0}function copyBytes3(bytes){return Uint8Array.from(bytes)}function splitCoder(label,...lengths){const getLength=c=>typeof c==="number"?c:c.bytesLen;const bytesLen=lengths.reduce((sum,a)=>sum+getLength(a),0);return{bytesLen,
encode:bufs=>{const res=new Uint8Array(bytesLen);for(let i=0,pos=0;i<lengths.length;i++){const c=lengths[i];const l=getLength(c);const b=typeof c==="number"?bufs[i]:
c.encode(bufs[i]);abytes4(b,l,label);res.set(b,pos);if(typeof c!=="number")b.fill(0);pos+=l}return res},decode:buf=>{abytes4(buf,bytesLen,label);const res=[];for(const c of lengths){
const l=getLength(c);const b=buf.subarray(0,l);res.push(typeof c==="number"?b:c.decode(b));buf=buf.subarray(l)}return res}}}function vecCoder(c,vecLen){const bytesLen=vecLen*
c.bytesLen;return{bytesLen,encode:u=>{if(u.length!==vecLen)throw new Error(`vecCoder.encode: wrong length=${u.length}. Expected: ${vecLen}`);const res=new Uint8Array(
bytesLen);for(let i=0,pos=0;i<u.length;i++){const b=c.encode(u[i]);res.set(b,pos);b.fill(0);pos+=b.length}return res},decode:a=>{abytes4(a,bytesLen);const r=[];
for(let i=0;i<a.length;i+=c.bytesLen)r.push(c.decode(a.subarray(i,i+c.bytesLen)));return r}}}function cleanBytes(...list){for(const t of list){if(Array.isArray(
t))for(const b of t)b.fill(0);else t.fill(0)}}function getMask(bits){return(1<<bits)-1}var EMPTY=Uint8Array.of();var genCrystals=opts2=>{const{newPoly,N:N2,Q:Q2,F:F2,ROOT_OF_UNITY:ROOT_OF_UNITY2,brvBits,isKyber}=opts2;const mod4=(a,modulo=Q2)=>{const result=a%modulo|0;return(result>=
0?result|0:modulo+result|0)|0};const smod=(a,modulo=Q2)=>{const r=mod4(a,modulo)|0;return(r>modulo>>1?r-modulo|0:r)|0};function getZettas(){const out=newPoly(N2);
for(let i=0;i<N2;i++){const b=reverseBits(i,brvBits);const p=BigInt(ROOT_OF_UNITY2)**BigInt(b)%BigInt(Q2);out[i]=Number(p)|0}return out}const nttZetas2=getZettas();
const field={add:(a,b)=>mod4((a|0)+(b|0))|0,sub:(a,b)=>mod4((a|0)-(b|0))|0,mul:(a,b)=>mod4((a|0)*(b|0))|0,inv:_a=>{throw new Error("not implemented")}};const nttOpts={
N:N2,roots:nttZetas2,invertButterflies:true,skipStages:isKyber?1:0,brp:false};const dif=FFTCore(field,{dit:false,...nttOpts});const dit=FFTCore(field,{dit:true,
...nttOpts});const NTT2={encode:r=>{return dif(r)},decode:r=>{dit(r);for(let i=0;i<r.length;i++)r[i]=mod4(F2*r[i]);return r}};const bitsCoder2=(d,c)=>{const mask=getMask(
d);const bytesLen=d*(N2/8);return{bytesLen,encode:poly=>{const r=new Uint8Array(bytesLen);for(let i=0,buf=0,bufLen=0,pos=0;i<poly.length;i++){buf|=(c.encode(poly[i])&
mask)<<bufLen;bufLen+=d;for(;bufLen>=8;bufLen-=8,buf>>=8)r[pos++]=buf&getMask(bufLen)}return r},decode:bytes=>{const r=newPoly(N2);for(let i=0,buf=0,bufLen=0,pos=0;i<
bytes.length;i++){buf|=bytes[i]<<bufLen;bufLen+=8;for(;bufLen>=d;bufLen-=d,buf>>=d)r[pos++]=c.decode(buf&mask)}return r}}};return{mod:mod4,smod,nttZetas:nttZetas2,
NTT:NTT2,bitsCoder:bitsCoder2}};var createXofShake=shake=>(seed,blockLen)=>{if(!blockLen)blockLen=shake.blockLen;const _seed=new Uint8Array(seed.length+2);_seed.
set(seed);const seedLen=seed.length;const buf=new Uint8Array(blockLen);let h=shake.create({});let calls=0;let xofs=0;return{stats:()=>({calls,xofs}),get:(x,y)=>{
_seed[seedLen+0]=x;_seed[seedLen+1]=y;h.destroy();h=shake.create({}).update(_seed);calls++;return()=>{xofs++;return h.xofInto(buf)}},clean:()=>{h.destroy();cleanBytes(
buf,_seed)}}};var XOF128=createXofShake(shake128);var N=256;var Q=3329;var F=3303;var ROOT_OF_UNITY=17;var{mod:mod2,nttZetas,NTT,bitsCoder}=genCrystals({N,Q,F,ROOT_OF_UNITY,newPoly:n=>new Uint16Array(n),brvBits:7,
isKyber:true});var PARAMS={512:{N,Q,K:2,ETA1:3,ETA2:2,du:10,dv:4,RBGstrength:128},768:{N,Q,K:3,ETA1:2,ETA2:2,du:10,dv:4,RBGstrength:192},1024:{N,Q,K:4,ETA1:2,ETA2:2,
du:11,dv:5,RBGstrength:256}};var compress=d=>{if(d>=12)return{encode:i=>i,decode:i=>i};const a=2**(d-1);return{encode:i=>((i<<d)+Q/2)/Q,decode:i=>i*Q+a>>>d}};var polyCoder=d=>bitsCoder(
d,compress(d));function polyAdd(a,b){for(let i=0;i<N;i++)a[i]=mod2(a[i]+b[i])}function polySub(a,b){for(let i=0;i<N;i++)a[i]=mod2(a[i]-b[i])}function BaseCaseMultiply(a0,a1,b0,b1,zeta){
const c0=mod2(a1*b1*zeta+a0*b0);const c1=mod2(a0*b1+a1*b0);return{c0,c1}}function MultiplyNTTs(f,g){for(let i=0;i<N/2;i++){let z=nttZetas[64+(i>>1)];if(i&1)z=-z;
const{c0,c1}=BaseCaseMultiply(f[2*i+0],f[2*i+1],g[2*i+0],g[2*i+1],z);f[2*i+0]=c0;f[2*i+1]=c1}return f}function SampleNTT(xof){const r=new Uint16Array(N);for(let j=0;j<
N;){const b=xof();if(b.length%3)throw new Error("SampleNTT: unaligned block");for(let i=0;j<N&&i+3<=b.length;i+=3){const d1=(b[i+0]>>0|b[i+1]<<8)&4095;const d2=(b[i+
1]>>4|b[i+2]<<4)&4095;if(d1<Q)r[j++]=d1;if(j<N&&d2<Q)r[j++]=d2}}return r}function sampleCBD(PRF,seed,nonce,eta){const buf=PRF(eta*N/4,seed,nonce);const r=new Uint16Array(
N);const b32=u323(buf);let len=0;for(let i=0,p=0,bb=0,t0=0;i<b32.length;i++){let b=b32[i];for(let j=0;j<32;j++){bb+=b&1;b>>=1;len+=1;if(len===eta){t0=bb;bb=0}else if(len===
2*eta){r[p++]=mod2(t0-bb);bb=0;len=0}}}if(len)throw new Error(`sampleCBD: leftover bits: ${len}`);return r}var genKPKE=opts2=>{const{K,PRF,XOF,HASH512,ETA1,ETA2,
du,dv}=opts2;const poly1=polyCoder(1);const polyV=polyCoder(dv);const polyU=polyCoder(du);const publicCoder=splitCoder("publicKey",vecCoder(polyCoder(12),K),32);
const secretCoder=vecCoder(polyCoder(12),K);const cipherCoder=splitCoder("ciphertext",vecCoder(polyU,K),polyV);const seedCoder=splitCoder("seed",32,32);return{secretCoder,
lengths:{secretKey:secretCoder.bytesLen,publicKey:publicCoder.bytesLen,cipherText:cipherCoder.bytesLen},keygen:seed=>{abytes4(seed,32,"seed");const seedDst=new Uint8Array(
33);seedDst.set(seed);seedDst[32]=K;const seedHash=HASH512(seedDst);const[rho,sigma]=seedCoder.decode(seedHash);const sHat=[];const tHat=[];for(let i=0;i<K;i++)
sHat.push(NTT.encode(sampleCBD(PRF,sigma,i,ETA1)));const x=XOF(rho);for(let i=0;i<K;i++){const e=NTT.encode(sampleCBD(PRF,sigma,K+i,ETA1));for(let j=0;j<K;j++){
const aji=SampleNTT(x.get(j,i));polyAdd(e,MultiplyNTTs(aji,sHat[j]))}tHat.push(e)}x.clean();const res={publicKey:publicCoder.encode([tHat,rho]),secretKey:secretCoder.
encode(sHat)};cleanBytes(rho,sigma,sHat,tHat,seedDst,seedHash);return res},encrypt:(publicKey,msg,seed)=>{const[tHat,rho]=publicCoder.decode(publicKey);const rHat=[];
for(let i=0;i<K;i++)rHat.push(NTT.encode(sampleCBD(PRF,seed,i,ETA1)));const x=XOF(rho);const tmp2=new Uint16Array(N);const u=[];for(let i=0;i<K;i++){const e1=sampleCBD(
PRF,seed,K+i,ETA2);const tmp=new Uint16Array(N);for(let j=0;j<K;j++){const aij=SampleNTT(x.get(i,j));polyAdd(tmp,MultiplyNTTs(aij,rHat[j]))}polyAdd(e1,NTT.decode(
tmp));u.push(e1);polyAdd(tmp2,MultiplyNTTs(tHat[i],rHat[i]));cleanBytes(tmp)}x.clean();const e2=sampleCBD(PRF,seed,2*K,ETA2);polyAdd(e2,NTT.decode(tmp2));const v=poly1.
decode(msg);polyAdd(v,e2);cleanBytes(tHat,rHat,tmp2,e2);return cipherCoder.encode([u,v])},decrypt:(cipherText,privateKey)=>{const[u,v]=cipherCoder.decode(cipherText);
const sk=secretCoder.decode(privateKey);const tmp=new Uint16Array(N);for(let i=0;i<K;i++)polyAdd(tmp,MultiplyNTTs(sk[i],NTT.encode(u[i])));polySub(v,NTT.decode(
tmp));cleanBytes(tmp,sk,u);return poly1.encode(v)}}};function createKyber(opts2){const KPKE=genKPKE(opts2);const{HASH256,HASH512,KDF}=opts2;const{secretCoder:KPKESecretCoder,
lengths}=KPKE;const secretCoder=splitCoder("secretKey",lengths.secretKey,lengths.publicKey,32,32);const msgLen=32;const seedLen=64;return{info:{type:"ml-kem"},lengths:{
...lengths,seed:64,msg:msgLen,msgRand:msgLen,secretKey:secretCoder.bytesLen},keygen:(seed=randomBytes4(seedLen))=>{abytes4(seed,seedLen,"seed");const{publicKey,
secretKey:sk}=KPKE.keygen(seed.subarray(0,32));const publicKeyHash=HASH256(publicKey);const secretKey=secretCoder.encode([sk,publicKey,publicKeyHash,seed.subarray(
32)]);cleanBytes(sk,publicKeyHash);return{publicKey,secretKey}},getPublicKey:secretKey=>{const[_sk,publicKey,_publicKeyHash,_z]=secretCoder.decode(secretKey);return Uint8Array.
from(publicKey)},encapsulate:(publicKey,msg=randomBytes4(msgLen))=>{abytes4(publicKey,lengths.publicKey,"publicKey");abytes4(msg,msgLen,"message");const eke=publicKey.
subarray(0,384*opts2.K);const ek=KPKESecretCoder.encode(KPKESecretCoder.decode(copyBytes3(eke)));if(!equalBytes2(ek,eke)){cleanBytes(ek);throw new Error("ML-KEM\
.encapsulate: wrong publicKey modulus")}cleanBytes(ek);const kr=HASH512.create().update(msg).update(HASH256(publicKey)).digest();const cipherText=KPKE.encrypt(publicKey,
msg,kr.subarray(32,64));cleanBytes(kr.subarray(32));return{cipherText,sharedSecret:kr.subarray(0,32)}},decapsulate:(cipherText,secretKey)=>{abytes4(secretKey,secretCoder.
bytesLen,"secretKey");abytes4(cipherText,lengths.cipherText,"cipherText");const k768=secretCoder.bytesLen-96;const start=k768+32;const test=HASH256(secretKey.subarray(
k768/2,start));if(!equalBytes2(test,secretKey.subarray(start,start+32)))throw new Error("invalid secretKey: hash check failed");const[sk,publicKey,publicKeyHash,
z]=secretCoder.decode(secretKey);const msg=KPKE.decrypt(cipherText,sk);const kr=HASH512.create().update(msg).update(publicKeyHash).digest();const Khat=kr.subarray(
0,32);const cipherText2=KPKE.encrypt(publicKey,msg,kr.subarray(32,64));const isValid=equalBytes2(cipherText,cipherText2);const Kbar=KDF.create({dkLen:32}).update(
z).update(cipherText).digest();cleanBytes(msg,cipherText2,!isValid?Khat:Kbar);return isValid?Khat:Kbar}}}function shakePRF(dkLen,key,nonce){return shake256.create(
{dkLen}).update(key).update(new Uint8Array([nonce])).digest()}var opts={HASH256:sha3_256,HASH512:sha3_512,KDF:shake256,XOF:XOF128,PRF:shakePRF};var ml_kem512=createKyber(
{...opts,...PARAMS[512]});var ml_kem768=createKyber({...opts,...PARAMS[768]});var ml_kem1024=createKyber({...opts,...PARAMS[1024]});function ecKeygen(curve,allowZeroKey=false){const lengths=curve.lengths;let keygen=curve.keygen;if(allowZeroKey){const wCurve=curve;const Fn=wCurve.Point.Fn;if(!Fn)
throw new Error("No Point.Fn");keygen=(seed=randomBytes4(lengths.seed))=>{abytes4(seed,lengths.seed,"seed");const seedScalar=Fn.isLE?bytesToNumberLE(seed):bytesToNumberBE(
seed);const secretKey=Fn.toBytes(Fn.create(seedScalar));return{secretKey,publicKey:curve.getPublicKey(secretKey)}}}return{lengths:{secretKey:lengths.secretKey,publicKey:lengths.
publicKey,seed:lengths.seed},keygen,getPublicKey:secretKey=>curve.getPublicKey(secretKey)}}function ecdhKem(curve,allowZeroKey=false){const kg=ecKeygen(curve,allowZeroKey);
if(!curve.getSharedSecret)throw new Error("wrong curve");return{lengths:{...kg.lengths,msg:kg.lengths.seed,cipherText:kg.lengths.publicKey},keygen:kg.keygen,getPublicKey:kg.
getPublicKey,encapsulate(publicKey,rand=randomBytes4(curve.lengths.seed)){const ek=this.keygen(rand).secretKey;const sharedSecret=this.decapsulate(publicKey,ek);
const cipherText=curve.getPublicKey(ek);cleanBytes(ek);return{sharedSecret,cipherText}},decapsulate(cipherText,secretKey){const res=curve.getSharedSecret(secretKey,
cipherText);return curve.lengths.publicKeyHasPrefix?res.subarray(1):res}}}function splitLengths(lst,name){return splitCoder(name,...lst.map(i=>{if(typeof i.lengths[name]!=="number")throw new Error("wrong length: "+name);return i.lengths[name]}))}
function expandSeedXof(xof){return(seed,seedLen)=>xof(seed,{dkLen:seedLen})}function combineKeys(realSeedLen,expandSeed,...ck){const seedCoder=splitLengths(ck,"\
seed");const pkCoder=splitLengths(ck,"publicKey");if(realSeedLen===void 0)realSeedLen=seedCoder.bytesLen;anumber4(realSeedLen);function expandDecapsulationKey(seed){
abytes4(seed,realSeedLen);const expanded=seedCoder.decode(expandSeed(seed,seedCoder.bytesLen));const keys=ck.map((i,j)=>i.keygen(expanded[j]));const secretKey=keys.
map(i=>i.secretKey);const publicKey=keys.map(i=>i.publicKey);return{secretKey,publicKey}}return{info:{lengths:{seed:realSeedLen,publicKey:pkCoder.bytesLen,secretKey:realSeedLen}},
getPublicKey(secretKey){return this.keygen(secretKey).publicKey},keygen(seed=randomBytes4(realSeedLen)){const{publicKey:pk,secretKey}=expandDecapsulationKey(seed);
const publicKey=pkCoder.encode(pk);cleanBytes(pk);cleanBytes(secretKey);return{secretKey:seed,publicKey}},expandDecapsulationKey,realSeedLen}}function combineKEMS(realSeedLen,realMsgLen,expandSeed,combiner,...kems){
const keys=combineKeys(realSeedLen,expandSeed,...kems);const ctCoder=splitLengths(kems,"cipherText");const pkCoder=splitLengths(kems,"publicKey");const msgCoder=splitLengths(
kems,"msg");if(realMsgLen===void 0)realMsgLen=msgCoder.bytesLen;anumber4(realMsgLen);return{lengths:{...keys.info.lengths,msg:realMsgLen,msgRand:msgCoder.bytesLen,
cipherText:ctCoder.bytesLen},getPublicKey:keys.getPublicKey,keygen:keys.keygen,encapsulate(pk,randomness=randomBytes4(msgCoder.bytesLen)){const pks=pkCoder.decode(
pk);const rand=msgCoder.decode(randomness);const enc=kems.map((i,j)=>i.encapsulate(pks[j],rand[j]));const sharedSecret=enc.map(i=>i.sharedSecret);const cipherText=enc.
map(i=>i.cipherText);const res={sharedSecret:combiner(pks,cipherText,sharedSecret),cipherText:ctCoder.encode(cipherText)};cleanBytes(sharedSecret,cipherText);return res},
decapsulate(ct,seed){const cts=ctCoder.decode(ct);const{publicKey,secretKey}=keys.expandDecapsulationKey(seed);const sharedSecret=kems.map((i,j)=>i.decapsulate(
cts[j],secretKey[j]));return combiner(publicKey,cts,sharedSecret)}}}function QSF(label,pqc,curveKEM,xof,kdf){ahash2(xof);ahash2(kdf);return combineKEMS(32,32,expandSeedXof(xof),(pk,ct,ss)=>kdf(concatBytes2(ss[0],ss[1],ct[1],pk[1],
asciiToBytes(label))),pqc,curveKEM)}var QSF_ml_kem768_p256=QSF("QSF-KEM(ML-KEM-768,P-256)-XOF(SHAKE256)-KDF(SHA3-256)",ml_kem768,ecdhKem(p256,true),shake256,sha3_256);
var QSF_ml_kem1024_p384=QSF("QSF-KEM(ML-KEM-1024,P-384)-XOF(SHAKE256)-KDF(SHA3-256)",ml_kem1024,ecdhKem(p384,true),shake256,sha3_256);function createKitchenSink(label,pqc,curveKEM,xof,hash){
ahash2(xof);ahash2(hash);return combineKEMS(32,32,expandSeedXof(xof),(pk,ct,ss)=>{const preimage=concatBytes2(ss[0],ss[1],ct[0],pk[0],ct[1],pk[1],asciiToBytes(label));
const len=32;const ikm=concatBytes2(asciiToBytes("hybrid_prk"),preimage);const prk=extract2(hash,ikm);const info=concatBytes2(numberToBytesBE(len,2),asciiToBytes(
"shared_secret"),asciiToBytes(""));const res=expand2(hash,prk,info,len);cleanBytes(prk,info,ikm,preimage);return res},pqc,curveKEM)}var x25519kem=ecdhKem(x25519);
var KitchenSink_ml_kem768_x25519=createKitchenSink("KitchenSink-KEM(ML-KEM-768,X25519)-XOF(SHAKE256)-KDF(HKDF-SHA-256)",ml_kem768,x25519kem,shake256,sha2562);var ml_kem768_x25519=(()=>combineKEMS(
32,32,expandSeedXof(shake256),(pk,ct,ss)=>sha3_256(concatBytes2(ss[0],ss[1],ct[1],pk[1],asciiToBytes("\\.//^\\"))),ml_kem768,x25519kem))();function nistCurveKem(curve,scalarLen,elemLen,nseed){
const Fn=curve.Point.Fn;if(!Fn)throw new Error("no Point.Fn");function rejectionSampling(seed){let sk;for(let start=0,end=scalarLen;;start=end,end+=scalarLen){if(end>
seed.length)throw new Error("rejection sampling failed");sk=Fn.fromBytes(seed.subarray(start,end),true);if(Fn.isValidNot0(sk))break}const secretKey=Fn.toBytes(Fn.
create(sk));const publicKey=curve.getPublicKey(secretKey,false);return{secretKey,publicKey}}return{lengths:{secretKey:scalarLen,publicKey:elemLen,seed:nseed,msg:nseed,
cipherText:elemLen},keygen(seed=randomBytes4(nseed)){abytes4(seed,nseed,"seed");return rejectionSampling(seed)},getPublicKey(secretKey){return curve.getPublicKey(
secretKey,false)},encapsulate(publicKey,rand=randomBytes4(nseed)){abytes4(rand,nseed,"rand");const{secretKey:ek}=rejectionSampling(rand);const sharedSecret=this.
decapsulate(publicKey,ek);const cipherText=curve.getPublicKey(ek,false);cleanBytes(ek);return{sharedSecret,cipherText}},decapsulate(cipherText,secretKey){const full=curve.
getSharedSecret(secretKey,cipherText);return full.subarray(1)}}}function concreteHybridKem(label,mlkem,curve,nseed){const{secretKey:scalarLen,publicKeyUncompressed:elemLen}=curve.
lengths;if(!scalarLen||!elemLen)throw new Error("wrong curve");const curveKem=nistCurveKem(curve,scalarLen,elemLen,nseed);const mlkemSeedLen=64;const totalSeedLen=mlkemSeedLen+
nseed;return combineKEMS(32,32,seed=>{abytes4(seed,32);const expanded=shake256(seed,{dkLen:totalSeedLen});const mlkemSeed=expanded.subarray(0,mlkemSeedLen);const curveSeed=expanded.
subarray(mlkemSeedLen,totalSeedLen);return concatBytes2(mlkemSeed,curveSeed)},(pk,ct,ss)=>sha3_256(concatBytes2(ss[0],ss[1],ct[1],pk[1],asciiToBytes(label))),mlkem,
curveKem)}var ml_kem768_p256=(()=>concreteHybridKem("MLKEM768-P256",ml_kem768,p256,128))();var MLKEM768X25519=ml_kem768_x25519;var MLKEM768P256=ml_kem768_p256;function aarray(item,title,inner=()=>{}){if(!Array.isArray(item))throw new TypeError(`"${title}" expected array, got type=${typeof item}`);for(let i=0;i<item.length;i++)
inner(item[i],`${title}[${i}]`);return item}var abytes5=(value,length,title)=>abytes(value,length,title);var anumber5=anumber;function astring(value,title=""){if(typeof value!==
"string"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected string, got type="+typeof value)}return value}function aobject3(value,title="ob\
ject"){if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(title==="object"?"expected valid options object":`"${title}" expected \
object, got type=${typeof value}`);return value}function afunction(value,title){if(typeof value!=="function")throw new TypeError(`"${title}" is invalid: expecte\
d function, got ${typeof value}`);return value}var bytesToHex3=bytesToHex;var concatBytes3=(...arrays)=>concatBytes(...arrays);var hexToBytes3=hex=>hexToBytes(hex);
var isBytes5=isBytes;var randomBytes5=bytesLength=>randomBytes(bytesLength);var _0n7=BigInt(0);var _1n8=BigInt(1);var atitle3=title=>title?`"${title}" `:"";function abool3(value,title=""){
if(typeof value!=="boolean")throw new TypeError(atitle3(title)+"expected boolean, got type="+typeof value);return value}function abignumber2(n){if(typeof n==="b\
igint"){if(!isPosBig2(n))throw new RangeError("positive bigint expected, got "+n)}else anumber5(n);return n}function asafenumber(value,title=""){if(typeof value!==
"number"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected number, got type="+typeof value)}if(!Number.isSafeInteger(value)){const prefix=title&&
`"${title}" `;throw new RangeError(prefix+"expected safe integer, got "+value)}}function numberToHexUnpadded2(num){const hex=abignumber2(num).toString(16);return hex.
length&1?"0"+hex:hex}function hexToNumber2(hex){if(typeof hex!=="string")throw new TypeError("hex string expected, got "+typeof hex);return hex===""?_0n7:BigInt(
"0x"+hex)}function bytesToNumberBE2(bytes){return hexToNumber2(bytesToHex(bytes))}function bytesToNumberLE2(bytes){return hexToNumber2(bytesToHex(copyBytes4(abytes(
bytes)).reverse()))}function numberToBytesBE2(n,len){anumber(len);if(len===0)throw new Error("zero output length is invalid");n=abignumber2(n);const expectedLen=len*
2;const hex=n.toString(16);if(hex.length>expectedLen)throw new RangeError("number is too large");return hexToBytes(hex.padStart(expectedLen,"0"))}function numberToBytesLE2(n,len){
return numberToBytesBE2(n,len).reverse()}function copyBytes4(bytes){return Uint8Array.from(abytes5(bytes))}function isPosBig2(n){return typeof n==="bigint"&&_0n7<=n}function inRange2(n,min,max){return isPosBig2(n)&&isPosBig2(min)&&isPosBig2(max)&&min<=n&&n<max}function aInRange2(title,n,min,max){
if(!inRange2(n,min,max))throw new RangeError("expected valid "+title+": "+min+" <= n < "+max+", got "+n)}function bitLen2(n){if(n<_0n7)throw new Error("expected\
 non-negative bigint, got "+n);return n===_0n7?0:n.toString(2).length}var bitMask2=n=>{asafenumber(n,"n");return(_1n8<<BigInt(n))-_1n8};function createHmacDrbg2(hashLen,qByteLen,hmacFn){anumber(hashLen,"hashLen");anumber(qByteLen,
"qByteLen");if(typeof hmacFn!=="function")throw new TypeError("hmacFn must be a function");const u8n=len=>new Uint8Array(len);const NULL=Uint8Array.of();const byte0=Uint8Array.
of(0);const byte1=Uint8Array.of(1);const _maxDrbgIters=1e3;let v=u8n(hashLen);let k=u8n(hashLen);let i=0;const reset=()=>{v.fill(1);k.fill(0);i=0};const h=(...msgs)=>hmacFn(
k,concatBytes3(v,...msgs));const reseed=(seed=NULL)=>{k=h(byte0,seed);v=h();if(seed.length===0)return;k=h(byte1,seed);v=h()};const gen=()=>{if(i++>=_maxDrbgIters)
throw new Error("drbg: tried max amount of iterations");let len=0;const out=[];while(len<qByteLen){v=h();const sl=v.slice();out.push(sl);len+=v.length}return concatBytes3(
...out)};const genUntil=(seed,pred)=>{reset();reseed(seed);let res=void 0;while((res=pred(gen()))===void 0)reseed();reset();return res};return genUntil}function validateObject2(object,fields={},optFields={},title="\
object"){aobject3(object,title);aobject3(fields,"fields");aobject3(optFields,"optFields");function checkField(fieldName,expectedType,isOpt){const label=title===
"object"?`param "${String(fieldName)}"`:`"${title}.${String(fieldName)}"`;const val=object[fieldName];if(!Object.hasOwn(object,fieldName)&&(isOpt?val!==void 0:expectedType!==
"function")){throw new TypeError(`${label} is invalid: expected own property`)}if(isOpt&&val===void 0)return;const current=typeof val;if(current!==expectedType||
val===null)throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`)}const iter=(f,isOpt)=>Object.entries(f).forEach(([k,v])=>checkField(
k,v,isOpt));iter(fields,false);iter(optFields,true)}var _0n8=BigInt(0);var _1n9=BigInt(1);var _2n6=BigInt(2);var _3n4=BigInt(3);var _4n3=BigInt(4);var _5n3=BigInt(5);var _7n3=BigInt(7);var _8n3=BigInt(8);var _9n2=BigInt(
9);var _15n=BigInt(15);var _16n2=BigInt(16);var POW_WINDOWED_MIN=BigInt("0x10000000000000000");function mod3(a,b){if(b<=_0n8)throw new Error("mod: expected posi\
tive modulus, got "+b);const result=a%b;return result>=_0n8?result:b+result}function pow(num,power,modulo){if(modulo<=_1n9)throw new Error("pow: expected modulu\
s > 1, got "+modulo);if(typeof power!=="bigint")throw new TypeError("invalid exponent: expected bigint, got "+typeof power);if(power<_0n8)throw new Error("inval\
id exponent, negatives unsupported");if(power===_0n8)return _1n9;if(power===_1n9)return num;let d=num%modulo;if(d<_0n8)d+=modulo;if(power<POW_WINDOWED_MIN){let p2=_1n9;
while(power>_0n8){if(power&_1n9)p2=p2*d%modulo;d=d*d%modulo;power>>=_1n9}return p2}const digits=[];while(power>_0n8){digits.push(Number(power&_15n));power>>=_4n3}
const table=new Array(16);table[0]=_1n9;table[1]=d;for(let i=2;i<16;i++)table[i]=table[i-1]*d%modulo;let p=table[digits[digits.length-1]];for(let w=digits.length-
2;w>=0;w--){p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;const digit=digits[w];if(digit!==0)p=p*table[digit]%modulo}return p}function pow22(x,power,modulo){
if(modulo<=_1n9)throw new Error("pow2: expected modulus > 1, got "+modulo);if(power<_0n8)throw new Error("pow2: expected non-negative exponent, got "+power);let res=x;
while(power-- >_0n8){res*=res;res%=modulo}return res}function invert2(number,modulo){if(number===_0n8)throw new Error("invert: expected non-zero number");if(modulo<=
_1n9)throw new Error("invert: expected modulus > 1, got "+modulo);let a=mod3(number,modulo);let b=modulo;let x=_0n8,u=_1n9;while(a!==_0n8){const q=b/a;const r=b-
a*q;const m=x-u*q;b=a,a=r,x=u,u=m}const gcd=b;if(gcd!==_1n9)throw new Error("invert: does not exist");return mod3(x,modulo)}function invertCt(a,prime){if(prime<=
_1n9)throw new Error("invertCt: expected prime modulus > 1, got "+prime);const an=mod3(a,prime);if(an===_0n8)throw new Error("invertCt: expected non-zero number");
const inverse=pow(an,prime-_2n6,prime);if(mod3(an*inverse,prime)!==_1n9)throw new Error("invertCt: does not exist");return inverse}function assertIsSquare2(Fp,root,n){
const F2=Fp;if(!F2.eql(F2.sqr(root),n))throw new Error("Cannot find square root")}function aoddModulus(order,fnName){if((order&_1n9)===_0n8)throw new Error(fnName+
": expected odd modulus, got "+order)}function sqrt3mod42(Fp,n){const F2=Fp;const p1div4=(F2.ORDER+_1n9)/_4n3;const root=F2.pow(n,p1div4);assertIsSquare2(F2,root,
n);return root}function sqrt5mod82(Fp,n){const F2=Fp;const p5div8=(F2.ORDER-_5n3)/_8n3;const n2=F2.mul(n,_2n6);const v=F2.pow(n2,p5div8);const nv=F2.mul(n,v);const i=F2.
mul(F2.mul(nv,_2n6),v);const root=F2.mul(nv,F2.sub(i,F2.ONE));assertIsSquare2(F2,root,n);return root}function sqrt9mod162(P){const Fp_=Field2(P);const tn=tonelliShanks2(
P);const c1=tn(Fp_,Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+_7n3)/_16n2;return((Fp,n)=>{const F2=Fp;let tv1=F2.pow(n,c4);let tv2=F2.
mul(tv1,c1);const tv3=F2.mul(tv1,c2);const tv4=F2.mul(tv1,c3);const e1=F2.eql(F2.sqr(tv2),n);const e2=F2.eql(F2.sqr(tv3),n);tv1=F2.cmov(tv1,tv2,e1);tv2=F2.cmov(
tv4,tv3,e2);const e3=F2.eql(F2.sqr(tv2),n);const root=F2.cmov(tv1,tv2,e3);assertIsSquare2(F2,root,n);return root})}function tonelliShanks2(P){if(P<_3n4)throw new Error(
"sqrt is not defined for small field");aoddModulus(P,"tonelliShanks");let Q2=P-_1n9;let S=0;while(Q2%_2n6===_0n8){Q2/=_2n6;S++}let Z=_2n6;const _Fp=Field2(P);while(FpLegendre2(
_Fp,Z)===1){if(Z++>1e3)throw new Error("Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod42;let cc=_Fp.pow(Z,Q2);const Q1div2=(Q2+_1n9)/_2n6;
return function tonelliSlow(Fp,n){const F2=Fp;if(F2.is0(n))return n;if(FpLegendre2(F2,n)!==1)throw new Error("Cannot find square root");let M=S;let c=F2.mul(F2.
ONE,cc);let t=F2.pow(n,Q2);let R=F2.pow(n,Q1div2);while(!F2.eql(t,F2.ONE)){if(F2.is0(t))throw new Error("Cannot find square root: probably non-prime P");let i=1;
let t_tmp=F2.sqr(t);while(!F2.eql(t_tmp,F2.ONE)){i++;t_tmp=F2.sqr(t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n9<<BigInt(M-i-1);
const b=F2.pow(c,exponent);M=i;c=F2.sqr(b);t=F2.mul(t,c);R=F2.mul(R,b)}return R}}function FpSqrt2(P){aoddModulus(P,"Fp.sqrt");if(P%_4n3===_3n4)return sqrt3mod42;
if(P%_8n3===_5n3)return sqrt5mod82;if(P%_16n2===_9n2)return sqrt9mod162(P);return tonelliShanks2(P)}var isNegativeLE2=(num,modulo)=>(mod3(num,modulo)&_1n9)===_1n9;
var FIELD_FIELDS2=["create","isValid","is0","neg","inv","sqrt","sqr","eql","add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField2(field){
aobject3(field,"field");if(typeof field.ORDER!=="bigint")throw new TypeError('param "ORDER" is invalid: expected bigint, got '+typeof field.ORDER);asafenumber(field.
BYTES,"BYTES");asafenumber(field.BITS,"BITS");for(const name of FIELD_FIELDS2)afunction(field[name],"field."+name);if(field.BYTES<1||field.BITS<1)throw new Error(
"invalid field: expected BYTES/BITS > 0");if(field.ORDER<=_1n9)throw new Error("invalid field: expected ORDER > 1, got "+field.ORDER);return field}function FpInvertBatch2(Fp,nums,passZero=false){validateField2(Fp);aarray(nums,"nums");abool3(passZero,"passZero");const F2=Fp;const inverted=new Array(nums.length).
fill(passZero?F2.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(F2.is0(num))return acc;inverted[i]=acc;return F2.mul(acc,num)},F2.ONE);const invertedAcc=F2.
inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(F2.is0(num))return acc;inverted[i]=F2.mul(acc,inverted[i]);return F2.mul(acc,num)},invertedAcc);return inverted}function FpLegendre2(Fp,n){validateField2(Fp);const F2=Fp;aoddModulus(F2.ORDER,"FpLegendre");const p1mod2=(F2.ORDER-_1n9)/_2n6;const powered=F2.pow(n,p1mod2);const yes=F2.
eql(powered,F2.ONE);const zero=F2.eql(powered,F2.ZERO);const no=F2.eql(powered,F2.neg(F2.ONE));if(!yes&&!zero&&!no)throw new Error("invalid Legendre symbol resu\
lt");return yes?1:zero?0:-1}function nLength2(n,nBitLength){if(nBitLength!==void 0)anumber5(nBitLength);if(n<=_0n8)throw new Error("invalid n length: expected positive n, got "+n);if(nBitLength!==
void 0&&nBitLength<1)throw new Error("invalid n length: expected positive bit length, got "+nBitLength);const bits=bitLen2(n);if(nBitLength!==void 0&&nBitLength<
bits)throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits})`);const _nBitLength=nBitLength!==void 0?nBitLength:bits;const nByteLength=Math.
ceil(_nBitLength/8);return{nBitLength:_nBitLength,nByteLength}}var FIELD_SQRT=new WeakMap;var _Field2=class{ORDER;BITS;BYTES;isLE;ZERO=_0n8;ONE=_1n9;_lengths;_mod;constructor(ORDER,opts2={}){
if(ORDER<=_1n9)throw new Error("invalid field: expected ORDER > 1, got "+ORDER);let _nbitLength=void 0;this.isLE=false;if(opts2!=null&&typeof opts2==="object"){
if(typeof opts2.BITS==="number")_nbitLength=opts2.BITS;if(typeof opts2.sqrt==="function")Object.defineProperty(this,"sqrt",{value:opts2.sqrt,enumerable:true});if(typeof opts2.
isLE==="boolean")this.isLE=opts2.isLE;if(opts2.allowedLengths)this._lengths=Object.freeze(opts2.allowedLengths.slice());if(typeof opts2.modFromBytes==="boolean")
this._mod=opts2.modFromBytes}const{nBitLength,nByteLength}=nLength2(ORDER,_nbitLength);if(nByteLength>2048)throw new Error("invalid field: expected ORDER of <= \
2048 bytes");this.ORDER=ORDER;this.BITS=nBitLength;this.BYTES=nByteLength;Object.freeze(this)}create(num){return mod3(num,this.ORDER)}isValid(num){if(typeof num!==
"bigint")throw new TypeError("invalid field element: expected bigint, got "+typeof num);return _0n8<=num&&num<this.ORDER}is0(num){return num===_0n8}isValidNot0(num){
return!this.is0(num)&&this.isValid(num)}isOdd(num){return(num&_1n9)===_1n9}neg(num){return mod3(-num,this.ORDER)}eql(lhs,rhs){return lhs===rhs}sqr(num){return mod3(
num*num,this.ORDER)}add(lhs,rhs){return mod3(lhs+rhs,this.ORDER)}sub(lhs,rhs){return mod3(lhs-rhs,this.ORDER)}mul(lhs,rhs){return mod3(lhs*rhs,this.ORDER)}pow(num,power){
return pow(num,power,this.ORDER)}div(lhs,rhs){return mod3(lhs*invert2(rhs,this.ORDER),this.ORDER)}sqrN(num){return num*num}addN(lhs,rhs){return lhs+rhs}subN(lhs,rhs){
return lhs-rhs}mulN(lhs,rhs){return lhs*rhs}inv(num){return invert2(num,this.ORDER)}sqrt(num){let sqrt=FIELD_SQRT.get(this);if(!sqrt)FIELD_SQRT.set(this,sqrt=FpSqrt2(
this.ORDER));return sqrt(this,num)}toBytes(num){return this.isLE?numberToBytesLE2(num,this.BYTES):numberToBytesBE2(num,this.BYTES)}fromBytes(bytes,skipValidation=false){
abytes5(bytes);const{_lengths:allowedLengths,BYTES,isLE:isLE4,ORDER,_mod:modFromBytes}=this;if(allowedLengths){if(bytes.length<1||!allowedLengths.includes(bytes.
length)||bytes.length>BYTES){throw new Error("Field.fromBytes: expected "+allowedLengths+" bytes, got "+bytes.length)}const padded=new Uint8Array(BYTES);padded.
set(bytes,isLE4?0:padded.length-bytes.length);bytes=padded}if(bytes.length!==BYTES)throw new Error("Field.fromBytes: expected "+BYTES+" bytes, got "+bytes.length);
let scalar=isLE4?bytesToNumberLE2(bytes):bytesToNumberBE2(bytes);if(modFromBytes)scalar=mod3(scalar,ORDER);if(!skipValidation){if(!this.isValid(scalar))throw new Error(
"invalid field element: outside of range 0..ORDER")}return scalar}invertBatch(lst){return FpInvertBatch2(this,lst,true)}cmov(a,b,condition){abool3(condition,"co\
ndition");return condition?b:a}};function Field2(ORDER,opts2={}){Object.freeze(_Field2.prototype);return new _Field2(ORDER,opts2)}function getFieldBytesLength2(fieldOrder){if(typeof fieldOrder!=="bigint")throw new Error("field order must be bigint");if(fieldOrder<=_1n9)throw new Error("fie\
ld order must be greater than 1");const bitLength=bitLen2(fieldOrder-_1n9);return Math.ceil(bitLength/8)}function getMinHashLength2(fieldOrder){const length=getFieldBytesLength2(
fieldOrder);return length+Math.ceil(length/2)}function mapHashToField2(key,fieldOrder,isLE4=false){abytes5(key);const len=key.length;const fieldLen=getFieldBytesLength2(
fieldOrder);const minLen=Math.max(getMinHashLength2(fieldOrder),16);if(len<minLen||len>1024)throw new Error("expected "+minLen+"-1024 bytes of input, got "+len);
const num=isLE4?bytesToNumberLE2(key):bytesToNumberBE2(key);const reduced=mod3(num,fieldOrder-_1n9)+_1n9;return isLE4?numberToBytesLE2(reduced,fieldLen):numberToBytesBE2(
reduced,fieldLen)}var _0n9=BigInt(0);var _1n10=BigInt(1);var _4n4=BigInt(4);var BLIND_BYTES=16;var BLIND_BITS=128;var FW_WINDOW=5;var TABLE_BYTES_MAX=(()=>2**31)();function validatePointCons(Point){
const pc=Point;if(typeof pc!=="function")throw new TypeError('"Point" expected constructor, got type='+typeof Point);afunction(pc.fromAffine,"Point.fromAffine");
afunction(pc.fromBytes,"Point.fromBytes");afunction(pc.fromHex,"Point.fromHex");aobject3(pc.BASE,"Point.BASE");aobject3(pc.ZERO,"Point.ZERO");validateField2(pc.
Fp);validateField2(pc.Fn)}function normalizeZ2(c,points){validatePointCons(c);validateMSMPoints(points,c);const invertedZs=FpInvertBatch2(c.Fp,points.map(p=>p.Z));
return points.map((p,i)=>c.fromAffine(p.toAffine(invertedZs[i])))}function validateW2(W,bits,min=1){if(!Number.isSafeInteger(W)||W<min||W>bits)throw new Error("\
invalid window size, expected ["+min+".."+bits+"], got W="+W)}function validateTableBytes(numPoints,fpBytes){const bytes=numPoints*(4*fpBytes+128);if(bytes>TABLE_BYTES_MAX)
throw new Error("invalid window size: table would need ~"+Math.ceil(bytes/2**20)+" MiB, max "+TABLE_BYTES_MAX/2**20+" MiB")}function probeRandomBytes(randomBytes6,length){
if(randomBytes6===void 0)return void 0;afunction(randomBytes6,"randomBytes");try{const probe=randomBytes6(length);if(!isBytes5(probe)||probe.length!==length)return void 0}catch{
return void 0}return randomBytes6}function validateMSMPoints(points,c){aarray(points,"points");points.forEach((p,i)=>{if(!(p instanceof c))throw new Error("inva\
lid point at index "+i)})}function validateMSMScalars(scalars,field,maxScalar){if(!Array.isArray(scalars))throw new Error("array of scalars expected");scalars.forEach(
(s,i)=>{const ok=maxScalar===void 0?field.isValid(s):isPosBig2(s)&&s<maxScalar;if(!ok)throw new Error("invalid scalar at index "+i)})}var pointWindowSizes2=new WeakMap;
function getWindowSize(P){return pointWindowSizes2.get(P)||1}function oddMultiples(p,size){const dbl=p.double();const t=[p];for(let j=1;j<size;j++)t.push(t[j-1].
add(dbl));return t}function wnafDigits(n,W){const size=2**W;const half=size/2;const mask=BigInt(size-1);const d=[];while(n>_0n9){let w=0;if(n&_1n10){w=Number(n&
mask);if(w>=half)w-=size;n-=BigInt(w)}d.push(w);n>>=_1n10}return d}function signedWindowDigits(n,W,windows){const size=2**W;const half=size/2;const mask=BigInt(
size-1);const shiftBy=BigInt(W);const d=[];for(let w=0;w<windows;w++){let v=Number(n&mask);n>>=shiftBy;if(v>half){v-=size;n+=_1n10}d.push(v)}if(n!==_0n9)throw new Error(
"invalid wnaf");return d}function wnafWalk(zero,tables,digits){let max=0;for(const d of digits)max=Math.max(max,d.length);let acc=zero;for(let bit=max-1;bit>=0;bit--){
if(bit!==max-1)acc=acc.double();for(let i=0;i<digits.length;i++){const w=digits[i][bit];if(w){const item=tables[i][Math.abs(w)-1>>1];acc=acc.add(w<0?item.negate():
item)}}}return acc}var ScalarMultiplier=class{Point;BASE;ZERO;randomBytes;wnafPrecomputes=new WeakMap;baseCanBeBlinded;bits;constructor(Point,randomBytes6){validatePointCons(
Point);this.randomBytes=probeRandomBytes(randomBytes6,BLIND_BYTES);this.Point=Point;this.BASE=Point.BASE;this.ZERO=Point.ZERO;this.bits=Point.Fn.BITS}buildWnafTable(point,W,bits){
const windows=Math.ceil(bits/W)+1;const half=2**(W-1);const comp=[];let base=point;for(let w=0;w<windows;w++){let acc=base;for(let i=0;i<half;i++){comp.push(acc);
acc=acc.add(base)}base=comp[comp.length-1].double()}return{W,bits,windows,comp}}wnafCachedCT(precomputes,n){const{W,windows,comp}=precomputes;const half=2**(W-1);
const digits=signedWindowDigits(n,W,windows);let p=this.ZERO;let f=this.BASE;for(let w=0;w<windows;w++){const digit=digits[w];const start=w*half;const idx=Math.
abs(digit)-1;let sel=comp[start];for(let i=1;i<half;i++)sel=i===idx?comp[start+i]:sel;const neg=sel.negate();if(digit===0)f=f.add(comp[start]);else p=p.add(digit<
0?neg:sel)}return{p,f}}getWnafPrecomputes(W,point,bits,transform){let entries=this.wnafPrecomputes.get(point);let comp=entries?.find(entry=>entry.W===W&&entry.bits===
bits);if(!comp){comp=this.buildWnafTable(point,W,bits);if(typeof transform==="function")comp={...comp,comp:transform(comp.comp)};if(!entries){entries=[];this.wnafPrecomputes.
set(point,entries)}entries.push(comp)}return comp}assertPoint(point){if(!(point instanceof this.Point))throw new TypeError('"point" expected Point instance, got\
 type='+typeof point)}validateMulInput(point,scalar){this.assertPoint(point);if(!inRange2(scalar,_1n10,this.Point.Fn.ORDER))throw new Error("invalid scalar")}runCT(point,n,bits,transform){
const W=getWindowSize(point);if(W===1)return this.fixedWindowCT(point,n,bits);return this.wnafCachedCT(this.getWnafPrecomputes(W,point,bits,transform),n)}mulCT(point,scalar,transform){
this.validateMulInput(point,scalar);return this.runCT(point,scalar,this.bits,transform)}mulCTBlinded(point,scalar,transform){this.validateMulInput(point,scalar);
if(this.randomBytes===void 0)throw new Error("randomBytes is required for scalar blinding");const bits=this.Point.Fn.BITS+BLIND_BITS;const blind=this.randomBytes(
BLIND_BYTES);if(!isBytes5(blind)||blind.length!==BLIND_BYTES)throw new Error("randomBytes returned invalid byte array");blind[0]=blind[0]&63|128;const n=scalar+
bytesToNumberBE2(blind)*this.Point.Fn.ORDER;return this.runCT(point,n,bits,transform)}fixedWindowCT(point,n,bits){const W=FW_WINDOW;const size=1<<W;const mask=bitMask2(
W);const table=new Array(size);table[0]=this.ZERO;for(let i=1;i<size;i++)table[i]=table[i-1].add(point);const windows=Math.ceil(bits/W);let acc=this.ZERO;for(let window2=windows-
1;window2>=0;window2--){if(window2!==windows-1)for(let d=0;d<W;d++)acc=acc.double();const digit=Number(n>>BigInt(window2*W)&mask);let sel=table[0];for(let i=1;i<
size;i++)sel=i===digit?table[i]:sel;acc=acc.add(sel)}return{p:acc,f:acc}}shouldBlind(point,cofactor){if(this.randomBytes===void 0)return false;if(cofactor===_1n10)
return true;if(point!==this.BASE)return false;if(this.baseCanBeBlinded===void 0)this.baseCanBeBlinded=this.mulUnsafe(this.BASE,this.Point.Fn.ORDER).is0();return this.
baseCanBeBlinded}mulSecret(point,scalar,cofactor,transform){return this.shouldBlind(point,cofactor)?this.mulCTBlinded(point,scalar,transform):this.mulCT(point,scalar,
transform)}mulUnsafe(point,scalar,transform){this.assertPoint(point);if(!isPosBig2(scalar))throw new Error("invalid scalar");const W=getWindowSize(point);if(W===
1||scalar>=this.Point.Fn.ORDER)return mulAddUnsafe(this.Point,[point],[scalar],true);const precomputes=this.getWnafPrecomputes(W,point,this.bits,transform);return this.
wnafCachedCT(precomputes,scalar).p}setWindowSize(point,W){this.assertPoint(point);validateW2(W,this.bits);const windows=Math.ceil((this.bits+BLIND_BITS)/W)+1;validateTableBytes(
windows*2**(W-1),this.Point.Fp.BYTES);pointWindowSizes2.set(point,W);this.wnafPrecomputes.delete(point)}hasWindowSize(point){return getWindowSize(point)!==1}};function mulAddUnsafe(c,points,scalars,allowOversized=false){
validatePointCons(c);validateMSMPoints(points,c);abool3(allowOversized,"allowOversized");validateMSMScalars(scalars,c.Fn,allowOversized?c.Fn.ORDER**_4n4:void 0);
if(points.length!==scalars.length)throw new Error("arrays of points and scalars must have equal length");const tables=points.map(p=>oddMultiples(p,4));const digits=scalars.
map(n=>wnafDigits(n,4));return wnafWalk(c.ZERO,tables,digits)}function createField2(order,field,isLE4){if(field){if(field.ORDER!==order)throw new Error("Field.ORDER must match order: Fp == p, Fn == n");validateField2(field);
return field}else{return Field2(order,{isLE:isLE4})}}function createCurveFields2(type,CURVE,curveOpts={},FpFnLE){if(type!=="weierstrass"&&type!=="edwards")throw new Error(
'expected curve type "weierstrass" or "edwards"');if(FpFnLE===void 0)FpFnLE=type==="edwards";if(!CURVE||typeof CURVE!=="object")throw new Error(`expected valid ${type}\
 CURVE object`);validateObject2(curveOpts);for(const p of["p","n","h"]){const val=CURVE[p];if(!(isPosBig2(val)&&val!==_0n9))throw new Error(`CURVE.${p} must be \
positive bigint`)}const Fp=createField2(CURVE.p,curveOpts.Fp,FpFnLE);const Fn=createField2(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type==="weierstrass"?"b":"d";const params=[
"Gx","Gy","a",_b];for(const p of params){if(!Fp.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`)}CURVE=Object.freeze(Object.
assign({},CURVE));return{CURVE,Fp,Fn}}function createKeygen2(randomSecretKey,getPublicKey){return function keygen(seed){const secretKey=randomSecretKey(seed);return{
secretKey,publicKey:getPublicKey(secretKey)}}}var _0n10=BigInt(0);var DERErr2=class extends Error{constructor(m=""){super(m)}};var _DER={Err:DERErr2,_tlv:{encode:(tag,data)=>{const{Err:E}=_DER;asafenumber(tag,
"tag");if(tag<0||tag>255)throw new E("tlv.encode: wrong tag");astring(data,"data");if(data.length&1)throw new E("tlv.encode: unpadded data");const dataLen=data.
length/2;const len=numberToHexUnpadded2(dataLen);if(len.length/2&128)throw new E("tlv.encode: long form length too big");const lenLen=dataLen>127?numberToHexUnpadded2(
len.length/2|128):"";const t=numberToHexUnpadded2(tag);return t+lenLen+len+data},decode(tag,data){const{Err:E}=_DER;data=abytes5(data,void 0,"DER data");let pos=0;
if(tag<0||tag>255)throw new E("tlv.decode: wrong tag");if(data.length<2||data[pos++]!==tag)throw new E("tlv.decode: wrong tlv");const first=data[pos++];const isLong=!!(first&
128);let length=0;if(!isLong)length=first;else{const lenLen=first&127;if(!lenLen)throw new E("tlv.decode(long): indefinite length not supported");if(lenLen>4)throw new E(
"tlv.decode(long): byte length is too big");const lengthBytes=data.subarray(pos,pos+lenLen);if(lengthBytes.length!==lenLen)throw new E("tlv.decode: length bytes\
 not complete");if(lengthBytes[0]===0)throw new E("tlv.decode(long): zero leftmost byte");for(const b of lengthBytes)length=length<<8|b;pos+=lenLen;if(length<128)
throw new E("tlv.decode(long): not minimal encoding")}const v=data.subarray(pos,pos+length);if(v.length!==length)throw new E("tlv.decode: wrong value length");return{
v,l:data.subarray(pos+length)}}},_int:{encode(num){const{Err:E}=_DER;abignumber2(num);if(num<_0n10)throw new E("integer: negative integers are not allowed");let hex=numberToHexUnpadded2(
num);if(Number.parseInt(hex[0],16)&8)hex="00"+hex;if(hex.length&1)throw new E("unexpected DER parsing assertion: unpadded hex");return hex},decode(data){const{Err:E}=_DER;
if(data.length<1)throw new E("invalid signature integer: empty");if(data[0]&128)throw new E("invalid signature integer: negative");if(data.length>1&&data[0]===0&&
!(data[1]&128))throw new E("invalid signature integer: unnecessary leading zero");return bytesToNumberBE2(data)}},toSig(bytes,maxScalarBytes){const{Err:E,_int:int,
_tlv:tlv}=_DER;if(maxScalarBytes!==void 0){asafenumber(maxScalarBytes,"maxScalarBytes");if(maxScalarBytes<1)throw new E("invalid signature: maxScalarBytes must \
be positive")}const data=abytes5(bytes,void 0,"signature");const{v:seqBytes,l:seqLeftBytes}=tlv.decode(48,data);if(seqLeftBytes.length)throw new E("invalid sign\
ature: left bytes after parsing");const{v:rBytes,l:rLeftBytes}=tlv.decode(2,seqBytes);const{v:sBytes,l:sLeftBytes}=tlv.decode(2,rLeftBytes);if(sLeftBytes.length)
throw new E("invalid signature: left bytes after parsing");if(maxScalarBytes!==void 0&&(rBytes.length>maxScalarBytes||sBytes.length>maxScalarBytes))throw new E(
"invalid signature: integer too large");return{r:int.decode(rBytes),s:int.decode(sBytes)}},hexFromSig(sig){const{_tlv:tlv,_int:int}=_DER;validateObject2(sig,{r:"\
bigint",s:"bigint"},{},"sig");const rs=tlv.encode(2,int.encode(sig.r));const ss=tlv.encode(2,int.encode(sig.s));const seq=rs+ss;return tlv.encode(48,seq)}};var DER2=(()=>{
Object.freeze(_DER._tlv);Object.freeze(_DER._int);return Object.freeze(_DER)})();var divNearest2=(num,den)=>(num+(num>=0?den:-den)/_2n7)/den;function _splitEndoScalar2(k,basis,n){aInRange2("scalar",k,_0n11,n);const[[a1,b1],[a2,b2]]=basis;const c1=divNearest2(
b2*k,n);const c2=divNearest2(-b1*k,n);let k1=k-c1*a1-c2*a2;let k2=-c1*b1-c2*b2;const k1neg=k1<_0n11;const k2neg=k2<_0n11;if(k1neg)k1=-k1;if(k2neg)k2=-k2;const MAX_NUM=bitMask2(
Math.ceil(bitLen2(n)/2))+_1n11;if(k1<_0n11||k1>=MAX_NUM||k2<_0n11||k2>=MAX_NUM){throw new Error("splitScalar (endomorphism): failed for k")}return{k1neg,k1,k2neg,
k2}}function validateSigFormat2(format){if(!["compact","recovered","der"].includes(format))throw new Error('Signature format must be "compact", "recovered", or \
"der"');return format}function validateSigOpts2(opts2,def){validateObject2(opts2);const optsn={};for(let optName of Object.keys(def)){optsn[optName]=opts2[optName]===
void 0?def[optName]:opts2[optName]}abool3(optsn.lowS,"lowS");abool3(optsn.prehash,"prehash");if(optsn.format!==void 0)validateSigFormat2(optsn.format);return optsn}
var _0n11=BigInt(0);var _1n11=BigInt(1);var _2n7=BigInt(2);var _3n5=BigInt(3);var _4n5=BigInt(4);function weierstrass2(params,extraOpts={}){const validated=createCurveFields2(
"weierstrass",params,extraOpts);const Fp=validated.Fp;const Fn=validated.Fn;let CURVE=validated.CURVE;const{h:cofactor,n:CURVE_ORDER}=CURVE;validateObject2(extraOpts,
{},{allowInfinityPoint:"boolean",clearCofactor:"function",isTorsionFree:"function",fromBytes:"function",toBytes:"function",endo:"object",randomBytes:"function"});
const{endo:endoOpts,allowInfinityPoint,clearCofactor,isTorsionFree,fromBytes,toBytes}=extraOpts;const randomBytes6=extraOpts.randomBytes===void 0?randomBytes5:extraOpts.
randomBytes;if(endoOpts){if(!Fp.is0(CURVE.a)||typeof endoOpts.beta!=="bigint"||!Array.isArray(endoOpts.basises)){throw new Error('invalid endo: expected "beta":\
 bigint and "basises": array')}}const endo=endoOpts?{beta:endoOpts.beta,basises:endoOpts.basises.map(basis=>[...basis])}:void 0;const lengths=getWLengths2(Fp,Fn);
function assertCompressionIsSupported(){if(!Fp.isOdd)throw new Error("compression is not supported: Field does not have .isOdd()")}function pointToBytes(_c,point,isCompressed){
if(point.is0()){if(!allowInfinityPoint)throw new Error("bad point: ZERO");return Uint8Array.of(0)}const{x,y}=point.toAffine();const bx=Fp.toBytes(x);abool3(isCompressed,
"isCompressed");if(isCompressed){assertCompressionIsSupported();const hasEvenY=!Fp.isOdd(y);return concatBytes3(pprefix2(hasEvenY),bx)}else{return concatBytes3(
Uint8Array.of(4),bx,Fp.toBytes(y))}}function pointFromBytes(bytes){abytes5(bytes,void 0,"Point");const{publicKey:comp,publicKeyUncompressed:uncomp}=lengths;const length=bytes.
length;const head=bytes[0];const tail=bytes.subarray(1);if(allowInfinityPoint&&length===1&&head===0)return{x:Fp.ZERO,y:Fp.ZERO};if(length===comp&&(head===2||head===
3)){const x=Fp.fromBytes(tail);if(!Fp.isValid(x))throw new Error("bad point: is not on curve, wrong x");const y2=weierstrassEquation(x);let y;try{y=Fp.sqrt(y2)}catch(sqrtError){
const err=sqrtError instanceof Error?": "+sqrtError.message:"";throw new Error("bad point: is not on curve, sqrt error"+err)}assertCompressionIsSupported();const evenY=Fp.
isOdd(y);const evenH=(head&1)===1;if(evenH!==evenY)y=Fp.neg(y);return{x,y}}else if(length===uncomp&&head===4){const L=Fp.BYTES;const x=Fp.fromBytes(tail.subarray(
0,L));const y=Fp.fromBytes(tail.subarray(L,L*2));if(!isValidXY(x,y))throw new Error("bad point: is not on curve");return{x,y}}else{throw new Error(`bad point: g\
ot length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`)}}const encodePoint=toBytes===void 0?pointToBytes:toBytes;const decodePoint=fromBytes===
void 0?pointFromBytes:fromBytes;const b3=Fp.mul(CURVE.b,_3n5);const mulA=Fp.is0(CURVE.a)?_=>Fp.ZERO:x=>Fp.mul(CURVE.a,x);function weierstrassEquation(x){const x2=Fp.
sqr(x);const x3=Fp.mul(x2,x);return Fp.add(Fp.add(x3,Fp.mul(x,CURVE.a)),CURVE.b)}function isValidXY(x,y){const left=Fp.sqr(y);const right=weierstrassEquation(x);
return Fp.eql(left,right)}if(!isValidXY(CURVE.Gx,CURVE.Gy))throw new Error("bad curve params: generator point");const _4a3=Fp.mul(Fp.pow(CURVE.a,_3n5),_4n5);const _27b2=Fp.
mul(Fp.sqr(CURVE.b),BigInt(27));if(Fp.is0(Fp.add(_4a3,_27b2)))throw new Error("bad curve params: a or b");function acoord(title,n,banZero=false){if(!Fp.isValid(
n)||banZero&&Fp.is0(n))throw new Error(`bad point coordinate ${title}`);return typeof n==="object"&&n!==null?Fp.create(n):n}function aprjpoint(other){if(!(other instanceof
Point))throw new Error("Weierstrass Point expected")}function splitEndoScalarN(k){if(!endo||!endo.basises)throw new Error("no endo");return _splitEndoScalar2(k,
endo.basises,Fn.ORDER)}function pushWnafPair(points,scalars,p,k){if(!Fn.isValid(k))throw new RangeError("invalid scalar: out of range");if(endo){const{k1neg,k1,
k2neg,k2}=splitEndoScalarN(k);const psi=new Point(Fp.mul(p.X,endo.beta),p.Y,p.Z);points.push(k1neg?p.negate():p,k2neg?psi.negate():psi);scalars.push(k1,k2)}else{
points.push(p);scalars.push(k)}}const validityCache=new WeakSet;class Point{static BASE=new Point(CURVE.Gx,CURVE.Gy,Fp.ONE);static ZERO=new Point(Fp.ZERO,Fp.ONE,
Fp.ZERO);static Fp=Fp;static Fn=Fn;X;Y;Z;constructor(X,Y,Z){this.X=acoord("x",X);this.Y=acoord("y",Y,true);this.Z=acoord("z",Z);Object.freeze(this)}static CURVE(){
return CURVE}static fromAffine(p){const{x,y}=p||{};if(!p||!Fp.isValid(x)||!Fp.isValid(y))throw new Error("invalid affine point");if(p instanceof Point)throw new Error(
"projective point not allowed");if(Fp.is0(x)&&Fp.is0(y))return Point.ZERO;return new Point(x,y,Fp.ONE)}static fromBytes(bytes){const P=Point.fromAffine(decodePoint(
abytes5(bytes,void 0,"point")));P.assertValidity();return P}static fromHex(hex){return Point.fromBytes(hexToBytes3(hex))}get x(){return this.toAffine().x}get y(){
return this.toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_3n5);return this}assertValidity(){const p=this;
if(p.is0()){if(allowInfinityPoint&&Fp.is0(p.X)&&Fp.eql(p.Y,Fp.ONE)&&Fp.is0(p.Z))return;throw new Error("bad point: ZERO")}if(validityCache.has(p))return;const{x,
y}=p.toAffine();if(!Fp.isValid(x)||!Fp.isValid(y))throw new Error("bad point: x or y not field elements");if(!isValidXY(x,y))throw new Error("bad point: equatio\
n left != right");if(!p.isTorsionFree())throw new Error("bad point: not in prime-order subgroup");validityCache.add(p)}hasEvenY(){const{y}=this.toAffine();if(!Fp.
isOdd)throw new Error("Field doesn't support isOdd");return!Fp.isOdd(y)}equals(other){aprjpoint(other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const U1=Fp.
eql(Fp.mul(X1,Z2),Fp.mul(X2,Z1));const U2=Fp.eql(Fp.mul(Y1,Z2),Fp.mul(Y2,Z1));return U1&&U2}negate(){return new Point(this.X,Fp.neg(this.Y),this.Z)}double(){const{
X:X1,Y:Y1,Z:Z1}=this;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X1);let t1=Fp.mul(Y1,Y1);let t2=Fp.mul(Z1,Z1);let t3=Fp.mul(X1,Y1);t3=Fp.add(t3,t3);Z3=
Fp.mul(X1,Z1);Z3=Fp.add(Z3,Z3);X3=mulA(Z3);Y3=Fp.mul(b3,t2);Y3=Fp.add(X3,Y3);X3=Fp.sub(t1,Y3);Y3=Fp.add(t1,Y3);Y3=Fp.mul(X3,Y3);X3=Fp.mul(t3,X3);Z3=Fp.mul(b3,Z3);
t2=mulA(t2);t3=Fp.sub(t0,t2);t3=mulA(t3);t3=Fp.add(t3,Z3);Z3=Fp.add(t0,t0);t0=Fp.add(Z3,t0);t0=Fp.add(t0,t2);t0=Fp.mul(t0,t3);Y3=Fp.add(Y3,t0);t2=Fp.mul(Y1,Z1);
t2=Fp.add(t2,t2);t0=Fp.mul(t2,t3);X3=Fp.sub(X3,t0);Z3=Fp.mul(t2,t1);Z3=Fp.add(Z3,Z3);Z3=Fp.add(Z3,Z3);return new Point(X3,Y3,Z3)}add(other){aprjpoint(other);const{
X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X2);let t1=Fp.mul(Y1,Y2);let t2=Fp.mul(Z1,Z2);let t3=Fp.add(
X1,Y1);let t4=Fp.add(X2,Y2);t3=Fp.mul(t3,t4);t4=Fp.add(t0,t1);t3=Fp.sub(t3,t4);t4=Fp.add(X1,Z1);let t5=Fp.add(X2,Z2);t4=Fp.mul(t4,t5);t5=Fp.add(t0,t2);t4=Fp.sub(
t4,t5);t5=Fp.add(Y1,Z1);X3=Fp.add(Y2,Z2);t5=Fp.mul(t5,X3);X3=Fp.add(t1,t2);t5=Fp.sub(t5,X3);Z3=mulA(t4);X3=Fp.mul(b3,t2);Z3=Fp.add(X3,Z3);X3=Fp.sub(t1,Z3);Z3=Fp.
add(t1,Z3);Y3=Fp.mul(X3,Z3);t1=Fp.add(t0,t0);t1=Fp.add(t1,t0);t2=mulA(t2);t4=Fp.mul(b3,t4);t1=Fp.add(t1,t2);t2=Fp.sub(t0,t2);t2=mulA(t2);t4=Fp.add(t4,t2);t0=Fp.
mul(t1,t4);Y3=Fp.add(Y3,t0);t0=Fp.mul(t5,t4);X3=Fp.mul(t3,X3);X3=Fp.sub(X3,t0);t0=Fp.mul(t3,t1);Z3=Fp.mul(t5,Z3);Z3=Fp.add(Z3,t0);return new Point(X3,Y3,Z3)}subtract(other){
aprjpoint(other);return this.add(other.negate())}is0(){return this.equals(Point.ZERO)}multiply(scalar){if(!Fn.isValidNot0(scalar))throw new RangeError("invalid \
scalar: out of range");const{p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){const p=this;const sc=scalar;
if(!Fn.isValid(sc))throw new RangeError("invalid scalar: out of range");if(sc===_0n11||p.is0())return Point.ZERO;if(sc===_1n11)return p;if(wnaf.hasWindowSize(this))
return wnaf.mulUnsafe(p,sc,normalize);const points=[];const scalars=[];pushWnafPair(points,scalars,p,sc);return mulAddUnsafe(Point,points,scalars)}mulAddUnsafe(a,other,b){
aprjpoint(other);const points=[];const scalars=[];pushWnafPair(points,scalars,this,a);pushWnafPair(points,scalars,other,b);return mulAddUnsafe(Point,points,scalars)}toAffine(invertedZ){
const p=this;let iz=invertedZ;if(iz!=null&&!Fp.isValid(iz))throw new RangeError('"invertedZ" expected valid field element');const{X,Y,Z}=p;if(Fp.eql(Z,Fp.ONE))return{
x:X,y:Y};const is0=p.is0();if(iz==null)iz=is0?Fp.ONE:Fp.inv(Z);const x=Fp.mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ZERO};
if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invalid");return{x,y}}isTorsionFree(){if(cofactor===_1n11)return true;if(isTorsionFree)return isTorsionFree(Point,
this);return wnaf.mulUnsafe(this,CURVE_ORDER).is0()}clearCofactor(){if(cofactor===_1n11)return this;if(clearCofactor)return clearCofactor(Point,this);return this.
multiplyUnsafe(cofactor)}isSmallOrder(){if(cofactor===_1n11)return this.is0();return this.clearCofactor().is0()}toBytes(isCompressed=true){abool3(isCompressed,"\
isCompressed");this.assertValidity();return encodePoint(Point,this,isCompressed)}toHex(isCompressed=true){return bytesToHex3(this.toBytes(isCompressed))}toString(){
return`<Point ${this.is0()?"ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ2(Point,points);const wnaf=new ScalarMultiplier(Point,randomBytes6);if(wnaf.
bits>=6)Point.BASE.precompute(6);Object.freeze(Point.prototype);Object.freeze(Point);return Point}function pprefix2(hasEvenY){return Uint8Array.of(hasEvenY?2:3)}
function getWLengths2(Fp,Fn){return{secretKey:Fn.BYTES,publicKey:1+Fp.BYTES,publicKeyUncompressed:1+2*Fp.BYTES,publicKeyHasPrefix:true,signature:2*Fn.BYTES}}function ecdh2(Point,ecdhOpts={}){
validatePointCons(Point);const{Fn}=Point;const randomBytes_=ecdhOpts.randomBytes===void 0?randomBytes5:ecdhOpts.randomBytes;const lengths=Object.assign(getWLengths2(
Point.Fp,Fn),{seed:Math.max(getMinHashLength2(Fn.ORDER),16)});function isValidSecretKey(secretKey){try{const num=Fn.fromBytes(secretKey);return Fn.isValidNot0(num)}catch(error){
return false}}function isValidPublicKey(publicKey,isCompressed){const{publicKey:comp,publicKeyUncompressed}=lengths;try{const l=publicKey.length;if(isCompressed===
true&&l!==comp)return false;if(isCompressed===false&&l!==publicKeyUncompressed)return false;return!Point.fromBytes(publicKey).is0()}catch(error){return false}}function randomSecretKey(seed){
seed=seed===void 0?randomBytes_(lengths.seed):seed;return mapHashToField2(abytes5(seed,lengths.seed,"seed"),Fn.ORDER)}function getPublicKey(secretKey,isCompressed=true){
return Point.BASE.multiply(Fn.fromBytes(secretKey)).toBytes(isCompressed)}function isProbPub(item){const{secretKey,publicKey,publicKeyUncompressed}=lengths;const allowedLengths=Fn.
_lengths;if(!isBytes5(item))return void 0;const l=abytes5(item,void 0,"key").length;const isPub=l===publicKey||l===publicKeyUncompressed;const isSec=l===secretKey||
!!allowedLengths?.includes(l);if(isPub&&isSec)return void 0;return isPub}function getSharedSecret(secretKeyA,publicKeyB,isCompressed=true){if(isProbPub(secretKeyA)===
true)throw new Error("first arg must be private key");if(isProbPub(publicKeyB)===false)throw new Error("second arg must be public key");const s=Fn.fromBytes(secretKeyA);
const b=Point.fromBytes(publicKeyB);if(b.is0())throw new Error("invalid public key: point at infinity");return b.multiply(s).toBytes(isCompressed)}const utils={
isValidSecretKey,isValidPublicKey,randomSecretKey};const keygen=createKeygen2(randomSecretKey,getPublicKey);Object.freeze(utils);Object.freeze(lengths);return Object.
freeze({getPublicKey,getSharedSecret,keygen,Point,utils,lengths})}function ecdsa2(Point,hash,ecdsaOpts={}){validatePointCons(Point);const hash_=hash;ahash(hash_);
validateObject2(ecdsaOpts,{},{hmac:"function",lowS:"boolean",randomBytes:"function",bits2int:"function",bits2int_modN:"function"});const opts2=Object.assign({},
ecdsaOpts);const randomBytes6=opts2.randomBytes===void 0?randomBytes5:opts2.randomBytes;const hmac3=opts2.hmac===void 0?(key,msg)=>hmac(hash_,key,msg):opts2.hmac;
const{Fp,Fn}=Point;const{ORDER:CURVE_ORDER,BITS:fnBits}=Fn;const blindLength=getMinHashLength2(CURVE_ORDER);const csprng=probeRandomBytes(randomBytes6,blindLength);
const{keygen,getPublicKey,getSharedSecret,utils,lengths}=ecdh2(Point,opts2);const defaultSigOpts={prehash:true,lowS:typeof opts2.lowS==="boolean"?opts2.lowS:true,
format:"compact",extraEntropy:false};const hasLargeRecoveryLifts=CURVE_ORDER*_2n7+_1n11<Fp.ORDER;function isBiggerThanHalfOrder(number){const HALF=CURVE_ORDER>>
_1n11;return number>HALF}function validateRS(title,num){if(!Fn.isValidNot0(num))throw new Error(`invalid signature ${title}: out of range 1..Point.Fn.ORDER`);return num}
function assertFieldSignIsSupported(){if(!Fp.isOdd)throw new Error("Field doesn't support isOdd")}function getRecoveryBit(x,y,r){assertFieldSignIsSupported();return(x===
r?0:2)|Number(Fp.isOdd(y))}function assertRecoverableCurve(){if(hasLargeRecoveryLifts)throw new Error('"recovered" sig type is not supported for cofactor >2 cur\
ves')}function validateSigLength(bytes,format){validateSigFormat2(format);const size=lengths.signature;const sizer=format==="compact"?size:format==="recovered"?
size+1:void 0;return abytes5(bytes,sizer)}class Signature{r;s;recovery;constructor(r,s,recovery){this.r=validateRS("r",r);this.s=validateRS("s",s);if(recovery!=
null){assertRecoverableCurve();if(![0,1,2,3].includes(recovery))throw new Error("invalid recovery id");this.recovery=recovery}Object.freeze(this)}static fromBytes(bytes,format=defaultSigOpts.
format){validateSigLength(bytes,format);let recid;if(format==="der"){if(bytes.length>2*Fn.BYTES+16)throw new DER2.Err("invalid signature: DER signature too long");
const{r:r2,s:s2}=DER2.toSig(abytes5(bytes),Fn.BYTES+1);return new Signature(r2,s2)}if(format==="recovered"){recid=bytes[0];format="compact";bytes=bytes.subarray(
1)}const L=lengths.signature/2;const r=bytes.subarray(0,L);const s=bytes.subarray(L,L*2);return new Signature(Fn.fromBytes(r),Fn.fromBytes(s),recid)}static fromHex(hex,format){
return this.fromBytes(hexToBytes3(hex),format)}assertRecovery(){const{recovery}=this;if(recovery==null)throw new Error("invalid recovery id: must be present");return recovery}addRecoveryBit(recovery){
return new Signature(this.r,this.s,recovery)}recoverPublicKey(messageHash){const{r,s}=this;const recovery=this.assertRecovery();const radj=recovery===2||recovery===
3?r+CURVE_ORDER:r;if(!Fp.isValid(radj))throw new Error("invalid recovery id: sig.r+curve.n != R.x");const x=Fp.toBytes(radj);const R=Point.fromBytes(concatBytes3(
pprefix2((recovery&1)===0),x));const ir=Fn.inv(radj);const h=bits2int_modN(abytes5(messageHash,void 0,"msgHash"));const u1=Fn.create(-h*ir);const u2=Fn.create(s*
ir);const Q2=Point.BASE.mulAddUnsafe(u1,R,u2);if(Q2.is0())throw new Error("invalid recovery: point at infinify");Q2.assertValidity();return Q2}hasHighS(){return isBiggerThanHalfOrder(
this.s)}toBytes(format=defaultSigOpts.format){validateSigFormat2(format);if(format==="der")return hexToBytes3(DER2.hexFromSig(this));const{r,s}=this;const rb=Fn.
toBytes(r);const sb=Fn.toBytes(s);if(format==="recovered"){assertRecoverableCurve();return concatBytes3(Uint8Array.of(this.assertRecovery()),rb,sb)}return concatBytes3(
rb,sb)}toHex(format){return bytesToHex3(this.toBytes(format))}}Object.freeze(Signature.prototype);Object.freeze(Signature);const bits2int=opts2.bits2int===void 0?
function bits2int_def(bytes){if(bytes.length>8192)throw new Error("input is too large");const num=bytesToNumberBE2(bytes);const delta=bytes.length*8-fnBits;return delta>
0?num>>BigInt(delta):num}:opts2.bits2int;const bits2int_modN=opts2.bits2int_modN===void 0?function bits2int_modN_def(bytes){return Fn.create(bits2int(bytes))}:opts2.
bits2int_modN;const ORDER_MASK=bitMask2(fnBits);function int2octets(num){aInRange2("num < 2^"+fnBits,num,_0n11,ORDER_MASK);return Fn.toBytes(num)}function validateMsgAndHash(message,prehash){
abytes5(message,void 0,"message");return prehash?abytes5(hash_(message),void 0,"prehashed message"):message}function prepSig(message,secretKey,opts3){const{lowS,
prehash,extraEntropy}=validateSigOpts2(opts3,defaultSigOpts);message=validateMsgAndHash(message,prehash);const h1int=bits2int_modN(message);const d=Fn.fromBytes(
secretKey);if(!Fn.isValidNot0(d))throw new Error("invalid private key");const seedArgs=[int2octets(d),int2octets(h1int)];if(extraEntropy!=null&&extraEntropy!==false){
const e=extraEntropy===true?randomBytes6(lengths.secretKey):extraEntropy;seedArgs.push(abytes5(e,void 0,"extraEntropy"))}const seed=concatBytes3(...seedArgs);const m=h1int;
function k2sig(kBytes){const k=bits2int(kBytes);if(!Fn.isValidNot0(k))return;const q=Point.BASE.multiply(k).toAffine();const r=Fn.create(q.x);if(r===_0n11)return;
let s;if(csprng!==void 0){const b=bytesToNumberBE2(mapHashToField2(csprng(blindLength),CURVE_ORDER));const ibk=Fn.inv(Fn.mul(b,k));const bm=Fn.mul(b,m);const bd=Fn.
mul(b,d);s=Fn.create(ibk*Fn.create(bm+bd*r))}else{const ik=invertCt(k,CURVE_ORDER);s=Fn.create(ik*Fn.create(m+r*d))}if(s===_0n11)return;let recovery=getRecoveryBit(
q.x,q.y,r);let normS=s;if(lowS&&isBiggerThanHalfOrder(s)){normS=Fn.neg(s);recovery^=1}return new Signature(r,normS,hasLargeRecoveryLifts?void 0:recovery)}return{
seed,k2sig}}function sign(message,secretKey,opts3={}){const{seed,k2sig}=prepSig(message,secretKey,opts3);const drbg=createHmacDrbg2(hash_.outputLen,Fn.BYTES,hmac3);
const sig=drbg(seed,k2sig);return sig.toBytes(opts3.format)}function verify(signature,message,publicKey,opts3={}){const{lowS,prehash,format}=validateSigOpts2(opts3,
defaultSigOpts);publicKey=abytes5(publicKey,void 0,"publicKey");message=validateMsgAndHash(message,prehash);if(!isBytes5(signature)){const end=signature instanceof
Signature?", use sig.toBytes()":"";throw new Error("verify expects Uint8Array signature"+end)}validateSigLength(signature,format);try{const sig=Signature.fromBytes(
signature,format);const P=Point.fromBytes(publicKey);if(P.is0())return false;if(lowS&&sig.hasHighS())return false;const{r,s}=sig;const h=bits2int_modN(message);
const is=Fn.inv(s);const u1=Fn.create(h*is);const u2=Fn.create(r*is);const R=Point.BASE.mulAddUnsafe(u1,P,u2);if(R.is0())return false;const q=R.toAffine();const v=Fn.
create(q.x);if(v!==r)return false;if(format==="recovered"&&sig.recovery!==getRecoveryBit(q.x,q.y,r))return false;return true}catch(e){return false}}function recoverPublicKey(signature,message,opts3={}){
const{prehash}=validateSigOpts2(opts3,defaultSigOpts);message=validateMsgAndHash(message,prehash);return Signature.fromBytes(signature,"recovered").recoverPublicKey(
message).toBytes()}return Object.freeze({keygen,getPublicKey,getSharedSecret,utils,lengths,Point,sign,verify,recoverPublicKey,Signature,hash:hash_})}var p256_CURVE2=(()=>({p:BigInt("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff"),n:BigInt("0xffffffff00000000ffffffffffffffffbce6faada7179e\
84f3b9cac2fc632551"),h:BigInt(1),a:BigInt("0xffffffff00000001000000000000000000000000fffffffffffffffffffffffc"),b:BigInt("0x5ac635d8aa3a93e7b3ebbd55769886bc651d\
06b0cc53b0f63bce3c3e27d2604b"),Gx:BigInt("0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"),Gy:BigInt("0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce\
33576b315ececbb6406837bf51f5")}))();var p256_Point2=weierstrass2(p256_CURVE2);var p2562=ecdsa2(p256_Point2,sha256);var _0n12=BigInt(0);var _1n12=BigInt(1);var _2n8=BigInt(2);var _4n6=BigInt(4);var _8n4=BigInt(8);function isEdValidXY(Fp,CURVE,x,y){const x2=Fp.sqr(x);const y2=Fp.
sqr(y);const left=Fp.add(Fp.mul(CURVE.a,x2),y2);const right=Fp.add(Fp.ONE,Fp.mul(CURVE.d,Fp.mul(x2,y2)));return Fp.eql(left,right)}function edwards(params,extraOpts={}){
validateObject2(extraOpts,{},{},"extraOpts");const opts2=extraOpts;const validated=createCurveFields2("edwards",params,opts2,opts2.FpFnLE);const{Fp,Fn}=validated;
let CURVE=validated.CURVE;const{h:cofactor}=CURVE;if(FpLegendre2(Fp,CURVE.a)!==1)throw new Error("edwards: CURVE.a must be a square in Fp for complete addition \
formulas");if(FpLegendre2(Fp,CURVE.d)!==-1)throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");validateObject2(opts2,{},
{uvRatio:"function",randomBytes:"function"});const randomBytes6=opts2.randomBytes===void 0?randomBytes5:opts2.randomBytes;const MASK=_2n8<<BigInt(Fp.BYTES*8)-_1n12;
function isOdd(n){if(!Fp.isOdd)throw new Error("Field does not have .isOdd()");return Fp.isOdd(n)}const uvRatio2=opts2.uvRatio===void 0?(u,v)=>{try{return{isValid:true,
value:Fp.sqrt(Fp.div(u,v))}}catch(e){return{isValid:false,value:_0n12}}}:opts2.uvRatio;if(!isEdValidXY(Fp,CURVE,CURVE.Gx,CURVE.Gy))throw new Error("bad curve pa\
rams: generator point");const mulA=Fp.eql(CURVE.a,Fp.neg(Fp.ONE))?x=>Fp.neg(x):Fp.eql(CURVE.a,Fp.ONE)?x=>x:x=>Fp.mul(CURVE.a,x);function acoord(title,n,banZero=false){
const min=banZero?_1n12:_0n12;aInRange2("coordinate "+title,n,min,MASK);return n}function aedpoint(other){if(!(other instanceof Point))throw new Error("EdwardsP\
oint expected")}class Point{static BASE=new Point(CURVE.Gx,CURVE.Gy,Fp.ONE,Fp.mul(CURVE.Gx,CURVE.Gy));static ZERO=new Point(Fp.ZERO,Fp.ONE,Fp.ONE,Fp.ZERO);static Fp=Fp;static Fn=Fn;X;Y;Z;T;constructor(X,Y,Z,T){
this.X=acoord("x",X);this.Y=acoord("y",Y);this.Z=acoord("z",Z,true);this.T=acoord("t",T);Object.freeze(this)}static CURVE(){return CURVE}static fromAffine(p){if(p instanceof
Point)throw new Error("extended point not allowed");const{x,y}=p||{};acoord("x",x);acoord("y",y);return new Point(x,y,Fp.ONE,Fp.mul(x,y))}static fromBytes(bytes,zip215=false){
const len=Fp.BYTES;const{a,d}=CURVE;bytes=copyBytes4(abytes5(bytes,len,"point"));abool3(zip215,"zip215");const normed=copyBytes4(bytes);const lastByte=bytes[len-
1];normed[len-1]=lastByte&~128;const y=bytesToNumberLE2(normed);const max=zip215?MASK:Fp.ORDER;aInRange2("point.y",y,_0n12,max);const y2=Fp.sqr(y);const u=Fp.sub(
y2,Fp.ONE);const v=Fp.sub(Fp.mulN(d,y2),a);let{isValid,value:x}=uvRatio2(u,v);if(!isValid)throw new Error("bad point: invalid y coordinate");const isXOdd=isOdd(
x);const isLastByteOdd=(lastByte&128)!==0;if(!zip215&&Fp.is0(x)&&isLastByteOdd)throw new Error("bad point: x=0 and x_0=1");if(isLastByteOdd!==isXOdd)x=Fp.neg(x);
return Point.fromAffine({x,y})}static fromHex(hex,zip215=false){return Point.fromBytes(hexToBytes3(hex),zip215)}get x(){return this.toAffine().x}get y(){return this.
toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_2n8);return this}assertValidity(){const p=this;const{
a,d}=CURVE;if(p.is0())throw new Error("bad point: ZERO");const{X,Y,Z,T}=p;const X2=Fp.sqr(X);const Y2=Fp.sqr(Y);const Z2=Fp.sqr(Z);const Z4=Fp.sqr(Z2);const aX2=Fp.
mul(X2,a);const left=Fp.mul(Fp.add(aX2,Y2),Z2);const right=Fp.add(Z4,Fp.mul(d,Fp.mul(X2,Y2)));if(!Fp.eql(left,right))throw new Error("bad point: equation left !\
= right (1)");const XY=Fp.mul(X,Y);const ZT=Fp.mul(Z,T);if(!Fp.eql(XY,ZT))throw new Error("bad point: equation left != right (2)")}equals(other){aedpoint(other);
const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const X1Z2=Fp.mul(X1,Z2);const X2Z1=Fp.mul(X2,Z1);const Y1Z2=Fp.mul(Y1,Z2);const Y2Z1=Fp.mul(Y2,Z1);return Fp.
eql(X1Z2,X2Z1)&&Fp.eql(Y1Z2,Y2Z1)}is0(){return this.equals(Point.ZERO)}negate(){return new Point(Fp.neg(this.X),this.Y,this.Z,Fp.neg(this.T))}double(){const{X:X1,
Y:Y1,Z:Z1}=this;const A=Fp.sqr(X1);const B=Fp.sqr(Y1);const C=Fp.mul(Fp.sqr(Z1),_2n8);const D=mulA(A);const x1y1=Fp.addN(X1,Y1);const E=Fp.sub(Fp.subN(Fp.sqr(x1y1),
A),B);const G=Fp.addN(D,B);const F2=Fp.subN(G,C);const H=Fp.subN(D,B);const X3=Fp.mul(E,F2);const Y3=Fp.mul(G,H);const T3=Fp.mul(E,H);const Z3=Fp.mul(F2,G);return new Point(
X3,Y3,Z3,T3)}add(other){aedpoint(other);const{d}=CURVE;const{X:X1,Y:Y1,Z:Z1,T:T1}=this;const{X:X2,Y:Y2,Z:Z2,T:T2}=other;const A=Fp.mul(X1,X2);const B=Fp.mul(Y1,
Y2);const C=Fp.mul(Fp.mulN(T1,d),T2);const D=Fp.mul(Z1,Z2);const E=Fp.sub(Fp.subN(Fp.mulN(Fp.addN(X1,Y1),Fp.addN(X2,Y2)),A),B);const F2=Fp.subN(D,C);const G=Fp.
addN(D,C);const H=Fp.sub(B,mulA(A));const X3=Fp.mul(E,F2);const Y3=Fp.mul(G,H);const T3=Fp.mul(E,H);const Z3=Fp.mul(F2,G);return new Point(X3,Y3,Z3,T3)}subtract(other){
aedpoint(other);return this.add(other.negate())}multiply(scalar){if(!Fn.isValidNot0(scalar))throw new RangeError("invalid scalar: expected 1 <= sc < curve.n");const{
p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){if(!Fn.isValid(scalar))throw new RangeError("invalid scala\
r: expected 0 <= sc < curve.n");if(scalar===_0n12)return Point.ZERO;if(this.is0()||scalar===_1n12)return this;return wnaf.mulUnsafe(this,scalar,normalize)}isSmallOrder(){
return this.clearCofactor().is0()}isTorsionFree(){return wnaf.mulUnsafe(this,CURVE.n).is0()}toAffine(invertedZ){const p=this;let iz=invertedZ;if(iz!=null&&typeof iz!==
"bigint")throw new TypeError('"invertedZ" expected bigint, got type='+typeof iz);const{X,Y,Z}=p;const is0=p.is0();if(iz==null)iz=is0?Fp.create(_8n4):Fp.inv(Z);const x=Fp.
mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ONE};if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invalid");return{x,y}}clearCofactor(){
if(cofactor===_1n12)return this;if(cofactor===_2n8)return this.double();if(cofactor===_4n6)return this.double().double();if(cofactor===_8n4)return this.double().
double().double();return this.multiplyUnsafe(cofactor)}toBytes(){const{x,y}=this.toAffine();const bytes=Fp.toBytes(y);bytes[bytes.length-1]|=isOdd(x)?128:0;return bytes}toHex(){
return bytesToHex3(this.toBytes())}toString(){return`<Point ${this.is0()?"ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ2(Point,points);const wnaf=new ScalarMultiplier(
Point,randomBytes6);if(wnaf.bits>=6)Point.BASE.precompute(6);Object.freeze(Point.prototype);Object.freeze(Point);return Point}var _0n13=BigInt(0);var _1n13=BigInt(1);var _2n9=BigInt(2);function cmask(P,swap){return P+swap-(swap>>_1n13<<_1n13)}function cswap(P){const offset=BigInt(6)*P;
return(mask,x_2,x_3)=>{const sum=x_2+x_3;const d=offset+x_3-x_2;const a=(d*mask+x_2)%P;return{x_2:a,x_3:sum-a}}}function validateOpts2(curve){validateObject2(curve,{P:"bigint",type:"string",adjustScalarBytes:"function",powPminus2:"function"},{randomBytes:"function",scalarMultBase:"\
function"});return Object.freeze({...curve})}function montgomery2(curveDef){const CURVE=validateOpts2(curveDef);const{P,type,adjustScalarBytes:adjustScalarBytes3,
powPminus2,randomBytes:rand}=CURVE;const mulBaseHook=CURVE.scalarMultBase;const is25519=type==="x25519";if(!is25519&&type!=="x448")throw new Error("invalid type");
const randomBytes_=rand===void 0?randomBytes5:rand;const montgomeryBits=is25519?255:448;const swap=cswap(P);const fieldLen=is25519?32:56;const Gu=is25519?BigInt(
9):BigInt(5);const a24=is25519?BigInt(121665):BigInt(39081);const minScalar=is25519?_2n9**BigInt(254):_2n9**BigInt(447);const maxAdded=is25519?BigInt(8)*(_2n9**
BigInt(251)-_1n13):BigInt(4)*(_2n9**BigInt(445)-_1n13);const maxScalar=minScalar+maxAdded+_1n13;const modP=n=>mod3(n,P);const GuBytes=encodeU(Gu);function encodeU(u){
return numberToBytesLE2(modP(u),fieldLen)}function decodeU(u){const _u=copyBytes4(abytes5(u,fieldLen,"uCoordinate"));if(is25519)_u[31]&=127;return modP(bytesToNumberLE2(
_u))}function decodeScalar(scalar){return bytesToNumberLE2(adjustScalarBytes3(copyBytes4(abytes5(scalar,fieldLen,"scalar"))))}const lowOrderU=new Set(is25519?[_0n13,
_1n13,P-_1n13,BigInt("325606250916557431795983626356110631294008115727848805560023387167927233504"),BigInt("3938235723548961458172306078155302111252991171944069\
8176882885853963445705823")]:[_0n13,_1n13,P-_1n13]);function scalarMult2(scalar,u){const pointU=decodeU(u);if(lowOrderU.has(pointU))throw new Error("invalid pri\
vate or public key received");const pu=montgomeryLadder(pointU,decodeScalar(scalar));if(pu===_0n13)throw new Error("invalid private or public key received");return encodeU(
pu)}function scalarMultBase2(scalar){if(mulBaseHook===void 0)return scalarMult2(scalar,GuBytes);const k=decodeScalar(scalar);aInRange2("scalar",k,minScalar,maxScalar);
const pu=modP(mulBaseHook(k));if(pu===_0n13)throw new Error("invalid private or public key received");return encodeU(pu)}const getPublicKey=scalarMultBase2;const getSharedSecret=scalarMult2;
function montgomeryLadder(u,scalar){aInRange2("u",u,_0n13,P);aInRange2("scalar",scalar,minScalar,maxScalar);const k=scalar;const x_1=u;let x_2=_1n13;let z_2=_0n13;
let x_3=u;let z_3=_1n13;const kx=k^k>>_1n13;for(let t=BigInt(montgomeryBits-1);t>=_0n13;t--){const mask2=cmask(P,kx>>t);({x_2,x_3}=swap(mask2,x_2,x_3));({x_2:z_2,
x_3:z_3}=swap(mask2,z_2,z_3));const A=x_2+z_2;const AA=modP(A*A);const B=x_2-z_2;const BB=modP(B*B);const E=AA-BB;const C=x_3+z_3;const D=x_3-z_3;const DA=modP(
D*A);const CB=modP(C*B);const dacb=DA+CB;const da_cb=DA-CB;x_3=modP(dacb*dacb);z_3=modP(x_1*modP(da_cb*da_cb));x_2=modP(AA*BB);z_2=modP(E*(AA+modP(a24*E)))}const mask=cmask(
P,k);({x_2,x_3}=swap(mask,x_2,x_3));({x_2:z_2,x_3:z_3}=swap(mask,z_2,z_3));const z2=powPminus2(z_2);return modP(x_2*z2)}const lengths={secretKey:fieldLen,publicKey:fieldLen,
seed:fieldLen};const randomSecretKey=seed=>{seed=seed===void 0?randomBytes_(fieldLen):seed;abytes5(seed,lengths.seed,"seed");return seed};const utils={randomSecretKey};
Object.freeze(lengths);Object.freeze(utils);return Object.freeze({keygen:createKeygen2(randomSecretKey,getPublicKey),getSharedSecret,getPublicKey,scalarMult:scalarMult2,
scalarMultBase:scalarMultBase2,utils,GuBytes:GuBytes.slice(),lengths})}var _0n14=BigInt(0);var _1n14=BigInt(1);var _2n10=BigInt(2);var _3n6=BigInt(3);var _5n4=BigInt(5);var _8n5=BigInt(8);var ed25519_CURVE_p2=BigInt("0x7fffffffffff\
ffffffffffffffffffffffffffffffffffffffffffffffffffed");var ed25519_CURVE=(()=>({p:ed25519_CURVE_p2,n:BigInt("0x1000000000000000000000000000000014def9dea2f79cd65\
812631a5cf5d3ed"),h:_8n5,a:BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffec"),d:BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141\
d8ab75eb4dca135978a3"),Gx:BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a7b2c9562d608f25d51a"),Gy:BigInt("0x66666666666666666666666666666666666666666666\
66666666666666666658")}))();function ed25519_pow_2_252_32(x){const _10n=BigInt(10),_20n=BigInt(20),_40n=BigInt(40),_80n=BigInt(80);const P=ed25519_CURVE_p2;const x2=x*
x%P;const b2=x2*x%P;const b4=pow22(b2,_2n10,P)*b2%P;const b5=pow22(b4,_1n14,P)*x%P;const b10=pow22(b5,_5n4,P)*b5%P;const b20=pow22(b10,_10n,P)*b10%P;const b40=pow22(
b20,_20n,P)*b20%P;const b80=pow22(b40,_40n,P)*b40%P;const b160=pow22(b80,_80n,P)*b80%P;const b240=pow22(b160,_80n,P)*b80%P;const b250=pow22(b240,_10n,P)*b10%P;const pow_p_5_8=pow22(
b250,_2n10,P)*x%P;return{pow_p_5_8,b2}}function adjustScalarBytes2(bytes){bytes[0]&=248;bytes[31]&=127;bytes[31]|=64;return bytes}var ED25519_SQRT_M1=BigInt("19\
681161376707505956807079304988542015446066515923890162744021073123829784752");function uvRatio(u,v){const P=ed25519_CURVE_p2;const v3=mod3(v*v*v,P);const v7=mod3(
v3*v3*v,P);const pow3=ed25519_pow_2_252_32(u*v7).pow_p_5_8;let x=mod3(u*v3*pow3,P);const vx2=mod3(v*x*x,P);const root1=x;const root2=mod3(x*ED25519_SQRT_M1,P);const useRoot1=vx2===
u;const useRoot2=vx2===mod3(-u,P);const noRoot=vx2===mod3(-u*ED25519_SQRT_M1,P);if(useRoot1)x=root1;if(useRoot2||noRoot)x=root2;if(isNegativeLE2(x,P))x=mod3(-x,
P);return{isValid:useRoot1||useRoot2,value:x}}var ed25519_Point=edwards(ed25519_CURVE,{uvRatio});var x255192=(()=>{const P=ed25519_CURVE_p2;const powPminus2=x=>{const{pow_p_5_8,b2}=ed25519_pow_2_252_32(x);return mod3(pow22(pow_p_5_8,_3n6,P)*b2,P)};return montgomery2(
{P,type:"x25519",powPminus2,adjustScalarBytes:adjustScalarBytes2,scalarMultBase:k=>{const kn=mod3(k,ed25519_Point.Fn.ORDER);if(kn===_0n14)return _0n14;const p=ed25519_Point.
BASE.multiply(kn);return mod3((p.Z+p.Y)*powPminus2(mod3(p.Z-p.Y,P)),P)}})})();var exportable=false;var webCryptoOff=false;async function webCryptoFallback(func,fallback){if(webCryptoOff){return await fallback()}try{return await func()}catch(error){if(error instanceof ReferenceError||
error instanceof DOMException&&error.name==="NotSupportedError"){return await fallback()}else{throw error}}}async function scalarMult(scalar,u){return await webCryptoFallback(
async()=>{const key=isCryptoKey(scalar)?scalar:await importX25519Key(scalar);const peer=await crypto.subtle.importKey("raw",domBuffer(u),{name:"X25519"},exportable,
[]);return new Uint8Array(await crypto.subtle.deriveBits({name:"X25519",public:peer},key,256))},()=>{if(isCryptoKey(scalar)){throw new Error("CryptoKey provided\
 but X25519 WebCrypto is not supported")}return x255192.scalarMult(scalar,u)})}async function scalarMultBase(scalar){return await webCryptoFallback(async()=>{return scalarMult(
scalar,x255192.GuBytes)},()=>{if(isCryptoKey(scalar)){throw new Error("CryptoKey provided but X25519 WebCrypto is not supported")}return x255192.scalarMultBase(
scalar)})}var pkcs8Prefix=new Uint8Array([48,46,2,1,0,48,5,6,3,43,101,110,4,34,4,32]);async function importX25519Key(key){if(key.length!==32){throw new Error("X\
25519 private key must be 32 bytes")}const pkcs8=new Uint8Array([...pkcs8Prefix,...key]);return crypto.subtle.importKey("pkcs8",pkcs8,{name:"X25519"},exportable,
["deriveBits"])}function isCryptoKey(key){return typeof CryptoKey!=="undefined"&&key instanceof CryptoKey}function domBuffer(arr){return arr}var LineReader=class{s;transcript=[];buf=new Uint8Array(0);constructor(stream2){this.s=stream2.getReader()}async readLine(){const line=[];while(true){const i=this.
buf.indexOf("\n".charCodeAt(0));if(i>=0){line.push(this.buf.subarray(0,i));this.transcript.push(this.buf.subarray(0,i+1));this.buf=this.buf.subarray(i+1);return asciiString(
flatten(line))}if(this.buf.length>0){line.push(this.buf);this.transcript.push(this.buf)}const next=await this.s.read();if(next.done){this.buf=flatten(line);return null}
this.buf=next.value}}close(){this.s.releaseLock();return{rest:this.buf,transcript:flatten(this.transcript)}}};function asciiString(bytes){bytes.forEach(b=>{if(b<
32||b>126){throw Error("invalid non-ASCII byte in header")}});return new TextDecoder().decode(bytes)}function flatten(arr){const len=arr.reduce(((sum,line)=>sum+
line.length),0);const out=new Uint8Array(len);let n=0;for(const a of arr){out.set(a,n);n+=a.length}return out}function prepend(s,...prefixes){return s.pipeThrough(
new TransformStream({start(controller){for(const p of prefixes){controller.enqueue(p)}}}))}function stream(a){return new ReadableStream({start(controller){controller.
enqueue(a);controller.close()}})}async function readAll(stream2){if(!(stream2 instanceof ReadableStream)){throw new Error("readAll expects a ReadableStream<Uint\
8Array>")}return new Uint8Array(await new Response(stream2).arrayBuffer())}async function readAllString(stream2){if(!(stream2 instanceof ReadableStream)){throw new Error(
"readAllString expects a ReadableStream<Uint8Array>")}return await new Response(stream2).text()}async function read(stream2,n){const reader=stream2.getReader();
const chunks=[];let readBytes=0;while(readBytes<n){const{done,value}=await reader.read();if(done){throw Error("stream ended before reading "+n.toString()+" byte\
s")}chunks.push(value);readBytes+=value.length}reader.releaseLock();const buf=flatten(chunks);const data=buf.subarray(0,n);const rest=prepend(stream2,buf.subarray(
n));return{data,rest}}var Stanza=class{args;body;constructor(args,body){this.args=args;this.body=body}};async function parseNextStanza(hdr){const argsLine=await hdr.readLine();if(argsLine===
null){throw Error("invalid stanza")}const args=argsLine.split(" ");if(args.length<2||args.shift()!=="->"){return{next:argsLine}}for(const arg of args){if(arg.length===
0){throw Error("invalid stanza")}}const bodyLines=[];for(;;){const nextLine=await hdr.readLine();if(nextLine===null){throw Error("invalid stanza")}const line=base64nopad.
decode(nextLine);if(line.length>48){throw Error("invalid stanza")}bodyLines.push(line);if(line.length<48){break}}const body=flatten(bodyLines);return{s:new Stanza(
args,body)}}async function parseHeader(header){const hdr=new LineReader(header);const versionLine=await hdr.readLine();if(versionLine!=="age-encryption.org/v1"){
throw Error("invalid version "+(versionLine??"line"))}const stanzas=[];for(;;){const{s,next:macLine}=await parseNextStanza(hdr);if(s!==void 0){stanzas.push(s);continue}
if(!macLine.startsWith("--- ")){throw Error("invalid header")}const MAC=base64nopad.decode(macLine.slice(4));const{rest,transcript}=hdr.close();const headerNoMAC=transcript.
slice(0,transcript.length-1-macLine.length+3);return{stanzas,headerNoMAC,MAC,headerSize:transcript.length,rest:prepend(header,rest)}}}function encodeHeaderNoMAC(recipients){
const lines=[];lines.push("age-encryption.org/v1\n");for(const s of recipients){lines.push("-> "+s.args.join(" ")+"\n");for(let i=0;i<s.body.length;i+=48){let end=i+
48;if(end>s.body.length)end=s.body.length;lines.push(base64nopad.encode(s.body.subarray(i,end))+"\n")}if(s.body.length%48===0)lines.push("\n")}lines.push("---");
return new TextEncoder().encode(lines.join(""))}function encodeHeader(recipients,MAC){return flatten([encodeHeaderNoMAC(recipients),new TextEncoder().encode(" "+
base64nopad.encode(MAC)+"\n")])}async function identityToRecipient(identity){let scalar;if(isCryptoKey2(identity)){scalar=identity}else if(identity.startsWith("AGE-SECRET-KEY-PQ-1")){const res=bech32.
decodeToBytes(identity);if(res.prefix.toUpperCase()!=="AGE-SECRET-KEY-PQ-"||res.bytes.length!==32){throw Error("invalid identity")}const recipient2=MLKEM768X25519.
getPublicKey(res.bytes);return bech32.encode("age1pq",bech32.toWords(recipient2),false)}else{const res=bech32.decodeToBytes(identity);if(!identity.startsWith("A\
GE-SECRET-KEY-1")||res.prefix.toUpperCase()!=="AGE-SECRET-KEY-"||res.bytes.length!==32){throw Error("invalid identity")}scalar=res.bytes}const recipient=await scalarMultBase(
scalar);return bech32.encodeFromBytes("age",recipient)}var HybridRecipient=class{recipient;constructor(s){const{prefix,words}=bech32.decode(s,false);const bytes=bech32.
fromWords(words);if(!s.startsWith("age1pq1")||prefix.toLowerCase()!=="age1pq"||bytes.length!==1216){throw Error("invalid recipient")}this.recipient=bytes}wrapFileKey(fileKey){
const{cipherText:encapsulatedKey,sharedSecret}=MLKEM768X25519.encapsulate(this.recipient);const label=new TextEncoder().encode("age-encryption.org/mlkem768x2551\
9");const{key,nonce}=hpkeContext(hpkeMLKEM768X25519,sharedSecret,label);const ciphertext=chacha20poly1305(key,nonce).encrypt(fileKey);return[new Stanza(["mlkem7\
68x25519",base64nopad.encode(encapsulatedKey)],ciphertext)]}};var HybridIdentity=class{identity;constructor(s){const res=bech32.decodeToBytes(s);if(!s.startsWith(
"AGE-SECRET-KEY-PQ-1")||res.prefix.toUpperCase()!=="AGE-SECRET-KEY-PQ-"||res.bytes.length!==32){throw Error("invalid identity")}this.identity=res.bytes}unwrapFileKey(stanzas){
for(const s of stanzas){if(s.args.length<1||s.args[0]!=="mlkem768x25519"){continue}if(s.args.length!==2){throw Error("invalid mlkem768x25519 stanza")}const share=base64nopad.
decode(s.args[1]);if(share.length!==1120){throw Error("invalid mlkem768x25519 stanza")}if(s.body.length!==32){throw Error("invalid mlkem768x25519 stanza")}const sharedSecret=MLKEM768X25519.
decapsulate(share,this.identity);const label=new TextEncoder().encode("age-encryption.org/mlkem768x25519");const{key,nonce}=hpkeContext(hpkeMLKEM768X25519,sharedSecret,
label);try{return chacha20poly1305(key,nonce).decrypt(s.body)}catch{continue}}return null}};var hpkeMLKEM768X25519=25722;var hpkeMLKEM768P256=80;var hpkeDHKEMP256=16;
function hpkeContext(kemID,sharedSecret,info){const suiteID=hpkeSuiteID(kemID);const pskIDHash=hpkeLabeledExtract(suiteID,void 0,"psk_id_hash",new Uint8Array(0));
const infoHash=hpkeLabeledExtract(suiteID,void 0,"info_hash",info);const ksContext=new Uint8Array(1+pskIDHash.length+infoHash.length);ksContext[0]=0;ksContext.set(
pskIDHash,1);ksContext.set(infoHash,1+pskIDHash.length);const secret=hpkeLabeledExtract(suiteID,sharedSecret,"secret",new Uint8Array(0));const key=hpkeLabeledExpand(
suiteID,secret,"key",ksContext,32);const nonce=hpkeLabeledExpand(suiteID,secret,"base_nonce",ksContext,12);return{key,nonce}}function hpkeSuiteID(kemID){const suiteID=new Uint8Array(
10);suiteID.set(new TextEncoder().encode("HPKE"),0);suiteID[4]=kemID>>8&255;suiteID[5]=kemID&255;suiteID[6]=0;suiteID[7]=1;suiteID[8]=0;suiteID[9]=3;return suiteID}
function hpkeLabeledExtract(suiteID,salt,label,ikm){const labeledIKM=new Uint8Array(7+suiteID.length+label.length+ikm.length);let offset=0;labeledIKM.set(new TextEncoder().
encode("HPKE-v1"),offset);offset+="HPKE-v1".length;labeledIKM.set(suiteID,offset);offset+=suiteID.length;labeledIKM.set(new TextEncoder().encode(label),offset);
offset+=label.length;labeledIKM.set(ikm,offset);return extract(sha256,labeledIKM,salt)}function hpkeLabeledExpand(suiteID,prk,label,info,length){const labeledInfo=new Uint8Array(
2+7+suiteID.length+label.length+info.length);let offset=0;labeledInfo[offset]=length>>8&255;labeledInfo[offset+1]=length&255;offset+=2;labeledInfo.set(new TextEncoder().
encode("HPKE-v1"),offset);offset+="HPKE-v1".length;labeledInfo.set(suiteID,offset);offset+=suiteID.length;labeledInfo.set(new TextEncoder().encode(label),offset);
offset+=label.length;labeledInfo.set(info,offset);return expand(sha256,prk,labeledInfo,length)}function hpkeDHKEMP256Encapsulate(recipient){if(recipient.length!==
p2562.lengths.publicKeyUncompressed){recipient=p2562.Point.fromBytes(recipient).toBytes(false)}const ephemeral=p2562.utils.randomSecretKey();const encapsulatedKey=p2562.
getPublicKey(ephemeral,false);const ss=p2562.getSharedSecret(ephemeral,recipient,true).subarray(1);const kemContext=new Uint8Array(encapsulatedKey.length+recipient.
length);kemContext.set(encapsulatedKey,0);kemContext.set(recipient,encapsulatedKey.length);const suiteID=new Uint8Array(5);suiteID.set(new TextEncoder().encode(
"KEM"),0);suiteID[3]=hpkeDHKEMP256>>8;suiteID[4]=hpkeDHKEMP256&255;const eaePRK=hpkeLabeledExtract(suiteID,void 0,"eae_prk",ss);const sharedSecret=hpkeLabeledExpand(
suiteID,eaePRK,"shared_secret",kemContext,32);return{encapsulatedKey,sharedSecret}}var TagRecipient=class{recipient;constructor(s){const res=bech32.decodeToBytes(
s);if(!s.startsWith("age1tag1")||res.prefix.toLowerCase()!=="age1tag"||res.bytes.length!==33){throw Error("invalid recipient")}this.recipient=res.bytes}wrapFileKey(fileKey){
const{encapsulatedKey,sharedSecret}=hpkeDHKEMP256Encapsulate(this.recipient);const label=new TextEncoder().encode("age-encryption.org/p256tag");const tag=(()=>{
const recipientHash=sha256(this.recipient).subarray(0,4);const ikm=new Uint8Array(encapsulatedKey.length+recipientHash.length);ikm.set(encapsulatedKey,0);ikm.set(
recipientHash,encapsulatedKey.length);return extract(sha256,ikm,label).subarray(0,4)})();const{key,nonce}=hpkeContext(hpkeDHKEMP256,sharedSecret,label);const ciphertext=chacha20poly1305(
key,nonce).encrypt(fileKey);return[new Stanza(["p256tag",base64nopad.encode(tag),base64nopad.encode(encapsulatedKey)],ciphertext)]}};var HybridTagRecipient=class{recipient;constructor(s){
const{prefix,words}=bech32.decode(s,false);const bytes=bech32.fromWords(words);if(!s.startsWith("age1tagpq1")||prefix.toLowerCase()!=="age1tagpq"||bytes.length!==
1249){throw Error("invalid recipient")}this.recipient=bytes}wrapFileKey(fileKey){const{cipherText:encapsulatedKey,sharedSecret}=MLKEM768P256.encapsulate(this.recipient);
const label=new TextEncoder().encode("age-encryption.org/mlkem768p256tag");const tag=(()=>{const recipientHash=sha256(this.recipient.subarray(1184)).subarray(0,
4);const ikm=new Uint8Array(encapsulatedKey.length+recipientHash.length);ikm.set(encapsulatedKey,0);ikm.set(recipientHash,encapsulatedKey.length);return extract(
sha256,ikm,label).subarray(0,4)})();const{key,nonce}=hpkeContext(hpkeMLKEM768P256,sharedSecret,label);const ciphertext=chacha20poly1305(key,nonce).encrypt(fileKey);
return[new Stanza(["mlkem768p256tag",base64nopad.encode(tag),base64nopad.encode(encapsulatedKey)],ciphertext)]}};var X25519Recipient=class{recipient;constructor(s){
const res=bech32.decodeToBytes(s);if(!s.startsWith("age1")||res.prefix.toLowerCase()!=="age"||res.bytes.length!==32){throw Error("invalid recipient")}this.recipient=
res.bytes}async wrapFileKey(fileKey){const ephemeral=randomBytes(32);const share=await scalarMultBase(ephemeral);const secret=await scalarMult(ephemeral,this.recipient);
const salt=new Uint8Array(share.length+this.recipient.length);salt.set(share);salt.set(this.recipient,share.length);const label=new TextEncoder().encode("age-en\
cryption.org/v1/X25519");const key=hkdf(sha256,secret,salt,label,32);return[new Stanza(["X25519",base64nopad.encode(share)],encryptFileKey(fileKey,key))]}};var X25519Identity=class{identity;recipient;constructor(s){
if(isCryptoKey2(s)){this.identity=s;this.recipient=scalarMultBase(s);return}const res=bech32.decodeToBytes(s);if(!s.startsWith("AGE-SECRET-KEY-1")||res.prefix.toUpperCase()!==
"AGE-SECRET-KEY-"||res.bytes.length!==32){throw Error("invalid identity")}this.identity=res.bytes;this.recipient=scalarMultBase(res.bytes)}async unwrapFileKey(stanzas){
for(const s of stanzas){if(s.args.length<1||s.args[0]!=="X25519"){continue}if(s.args.length!==2){throw Error("invalid X25519 stanza")}const share=base64nopad.decode(
s.args[1]);if(share.length!==32){throw Error("invalid X25519 stanza")}const secret=await scalarMult(this.identity,share);const recipient=await this.recipient;const salt=new Uint8Array(
share.length+recipient.length);salt.set(share);salt.set(recipient,share.length);const label=new TextEncoder().encode("age-encryption.org/v1/X25519");const key=hkdf(
sha256,secret,salt,label,32);const fileKey=decryptFileKey(s.body,key);if(fileKey!==null)return fileKey}return null}};var ScryptRecipient=class{passphrase;logN;constructor(passphrase,logN){
this.passphrase=passphrase;this.logN=logN}wrapFileKey(fileKey){const salt=randomBytes(16);const label="age-encryption.org/v1/scrypt";const labelAndSalt=new Uint8Array(
label.length+16);labelAndSalt.set(new TextEncoder().encode(label));labelAndSalt.set(salt,label.length);const key=scrypt(this.passphrase,labelAndSalt,{N:2**this.
logN,r:8,p:1,dkLen:32});return[new Stanza(["scrypt",base64nopad.encode(salt),this.logN.toString()],encryptFileKey(fileKey,key))]}};var ScryptIdentity=class{passphrase;constructor(passphrase){
this.passphrase=passphrase}unwrapFileKey(stanzas){for(const s of stanzas){if(s.args.length<1||s.args[0]!=="scrypt"){continue}if(stanzas.length!==1){throw Error(
"scrypt recipient is not the only one in the header")}if(s.args.length!==3){throw Error("invalid scrypt stanza")}if(!/^[1-9][0-9]*$/.test(s.args[2])){throw Error(
"invalid scrypt stanza")}const salt=base64nopad.decode(s.args[1]);if(salt.length!==16){throw Error("invalid scrypt stanza")}const logN=Number(s.args[2]);if(logN>
20){throw Error("scrypt work factor is too high")}const label="age-encryption.org/v1/scrypt";const labelAndSalt=new Uint8Array(label.length+16);labelAndSalt.set(
new TextEncoder().encode(label));labelAndSalt.set(salt,label.length);const key=scrypt(this.passphrase,labelAndSalt,{N:2**logN,r:8,p:1,dkLen:32});const fileKey=decryptFileKey(
s.body,key);if(fileKey!==null)return fileKey}return null}};function encryptFileKey(fileKey,key){const nonce=new Uint8Array(12);return chacha20poly1305(key,nonce).
encrypt(fileKey)}function decryptFileKey(body,key){if(body.length!==32){throw Error("invalid stanza")}const nonce=new Uint8Array(12);try{return chacha20poly1305(
key,nonce).decrypt(body)}catch{return null}}function isCryptoKey2(key){return typeof CryptoKey!=="undefined"&&key instanceof CryptoKey}var chacha20poly1305Overhead=16;var chunkSize=(()=>64*1024)();var chunkSizeWithOverhead=(()=>chunkSize+chacha20poly1305Overhead)();function decryptSTREAM(key){const streamNonce=new Uint8Array(
12);const incNonce=()=>{for(let i=streamNonce.length-2;i>=0;i--){streamNonce[i]++;if(streamNonce[i]!==0)break}};let firstChunk=true;const ciphertextBuffer=new Uint8Array(
chunkSizeWithOverhead);let ciphertextBufferUsed=0;return new TransformStream({transform(chunk,controller){while(chunk.length>0){if(ciphertextBufferUsed===ciphertextBuffer.
length){const decryptedChunk=chacha20poly1305(key,streamNonce).decrypt(ciphertextBuffer);controller.enqueue(decryptedChunk);incNonce();ciphertextBufferUsed=0;firstChunk=
false}const n=Math.min(ciphertextBuffer.length-ciphertextBufferUsed,chunk.length);ciphertextBuffer.set(chunk.subarray(0,n),ciphertextBufferUsed);ciphertextBufferUsed+=
n;chunk=chunk.subarray(n)}},flush(controller){streamNonce[11]=1;const decryptedChunk=chacha20poly1305(key,streamNonce).decrypt(ciphertextBuffer.subarray(0,ciphertextBufferUsed));
if(!firstChunk&&decryptedChunk.length===0){throw new Error("final chunk is empty")}controller.enqueue(decryptedChunk)}})}function plaintextSize(ciphertextSize2){
if(ciphertextSize2<chacha20poly1305Overhead){throw Error("ciphertext is too small")}if(ciphertextSize2===chacha20poly1305Overhead){return 0}const fullChunks=Math.
floor(ciphertextSize2/chunkSizeWithOverhead);const lastChunk=ciphertextSize2%chunkSizeWithOverhead;if(0<lastChunk&&lastChunk<=chacha20poly1305Overhead){throw Error(
"ciphertext size is invalid")}let size=ciphertextSize2;size-=fullChunks*chacha20poly1305Overhead;size-=lastChunk>0?chacha20poly1305Overhead:0;return size}function encryptSTREAM(key){
const streamNonce=new Uint8Array(12);const incNonce=()=>{for(let i=streamNonce.length-2;i>=0;i--){streamNonce[i]++;if(streamNonce[i]!==0)break}};const plaintextBuffer=new Uint8Array(
chunkSize);let plaintextBufferUsed=0;return new TransformStream({transform(chunk,controller){while(chunk.length>0){if(plaintextBufferUsed===plaintextBuffer.length){
const encryptedChunk=chacha20poly1305(key,streamNonce).encrypt(plaintextBuffer);controller.enqueue(encryptedChunk);incNonce();plaintextBufferUsed=0}const n=Math.
min(plaintextBuffer.length-plaintextBufferUsed,chunk.length);plaintextBuffer.set(chunk.subarray(0,n),plaintextBufferUsed);plaintextBufferUsed+=n;chunk=chunk.subarray(
n)}},flush(controller){streamNonce[11]=1;const encryptedChunk=chacha20poly1305(key,streamNonce).encrypt(plaintextBuffer.subarray(0,plaintextBufferUsed));controller.
enqueue(encryptedChunk)}})}function ciphertextSize(plaintextSize2){const chunks=Math.max(1,Math.ceil(plaintextSize2/chunkSize));return plaintextSize2+chacha20poly1305Overhead*
chunks}var Encrypter=class{passphrase=null;scryptWorkFactor=18;recipients=[];setPassphrase(s){if(this.passphrase!==null){throw new Error("can encrypt to at most one pa\
ssphrase")}if(this.recipients.length!==0){throw new Error("can't encrypt to both recipients and passphrases")}this.passphrase=s}setScryptWorkFactor(logN){this.scryptWorkFactor=
logN}addRecipient(s){if(this.passphrase!==null){throw new Error("can't encrypt to both recipients and passphrases")}if(typeof s==="string"){if(s.startsWith("age\
1pq1")){this.recipients.push(new HybridRecipient(s))}else if(s.startsWith("age1tag1")){this.recipients.push(new TagRecipient(s))}else if(s.startsWith("age1tagpq\
1")){this.recipients.push(new HybridTagRecipient(s))}else if(s.startsWith("age1")){this.recipients.push(new X25519Recipient(s))}else{throw new Error("unrecogniz\
ed recipient type")}}else{this.recipients.push(s)}}async encrypt(file){const fileKey=randomBytes(16);const stanzas=[];let recipients=this.recipients;if(this.passphrase!==
null){recipients=[new ScryptRecipient(this.passphrase,this.scryptWorkFactor)]}for(const recipient of recipients){stanzas.push(...await recipient.wrapFileKey(fileKey))}
const labelHeader=new TextEncoder().encode("header");const hmacKey=hkdf(sha256,fileKey,void 0,labelHeader,32);const mac=hmac(sha256,hmacKey,encodeHeaderNoMAC(stanzas));
const header=encodeHeader(stanzas,mac);const nonce=randomBytes(16);const labelPayload=new TextEncoder().encode("payload");const streamKey=hkdf(sha256,fileKey,nonce,
labelPayload,32);const encrypter=encryptSTREAM(streamKey);if(!(file instanceof ReadableStream)){if(typeof file==="string")file=new TextEncoder().encode(file);return await readAll(
prepend(stream(file).pipeThrough(encrypter),header,nonce))}return Object.assign(prepend(file.pipeThrough(encrypter),header,nonce),{size:size=>ciphertextSize(size)+
header.length+nonce.length})}};var Decrypter=class{identities=[];addPassphrase(s){this.identities.push(new ScryptIdentity(s))}addIdentity(s){if(isCryptoKey3(s)){
this.identities.push(new X25519Identity(s))}else if(typeof s==="string"){if(s.startsWith("AGE-SECRET-KEY-1")){this.identities.push(new X25519Identity(s))}else if(s.
startsWith("AGE-SECRET-KEY-PQ-1")){this.identities.push(new HybridIdentity(s))}else{throw new Error("unrecognized identity type")}}else{this.identities.push(s)}}async decrypt(file,outputFormat){
const s=file instanceof ReadableStream?file:stream(file);const{fileKey,headerSize,rest}=await this.decryptHeaderInternal(s);const{data:nonce,rest:payload}=await read(
rest,16);const label=new TextEncoder().encode("payload");const streamKey=hkdf(sha256,fileKey,nonce,label,32);const decrypter=decryptSTREAM(streamKey);const out=payload.
pipeThrough(decrypter);const outWithSize=Object.assign(out,{size:size=>plaintextSize(size-headerSize-nonce.length)});if(file instanceof ReadableStream)return outWithSize;
if(outputFormat==="text")return await readAllString(out);return await readAll(out)}async decryptHeader(header){return(await this.decryptHeaderInternal(stream(header))).
fileKey}async decryptHeaderInternal(file){const h=await parseHeader(file);const fileKey=await this.unwrapFileKey(h.stanzas);if(fileKey===null)throw Error("no id\
entity matched any of the file's recipients");const label=new TextEncoder().encode("header");const hmacKey=hkdf(sha256,fileKey,void 0,label,32);const mac=hmac(sha256,
hmacKey,h.headerNoMAC);if(!compareBytes(h.MAC,mac))throw Error("invalid header HMAC");return{fileKey,headerSize:h.headerSize,rest:h.rest}}async unwrapFileKey(stanzas){
for(const identity of this.identities){const fileKey=await identity.unwrapFileKey(stanzas);if(fileKey!==null)return fileKey}return null}};function compareBytes(a,b){
if(a.length!==b.length){return false}let acc=0;for(let i=0;i<a.length;i++){acc|=a[i]^b[i]}return acc===0}function isCryptoKey3(key){return typeof CryptoKey!=="u\
ndefined"&&key instanceof CryptoKey}export{Decrypter,Encrypter,identityToRecipient};
