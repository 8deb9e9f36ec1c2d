var U32_MASK64=(()=>BigInt(2**32-1))();var _32n=BigInt(32);function fromBig(n,le=false){if(le)return{h:Number(n&U32_MASK64),l:Number(n>>_32n&U32_MASK64)};return{
h:Number(n>>_32n&U32_MASK64)|0,l:Number(n&U32_MASK64)|0}}function split(lst,le=false){const len=lst.length;let Ah=new Uint32Array(len);let Al=new Uint32Array(len);
for(let i=0;i<len;i++){const{h,l}=fromBig(lst[i],le);[Ah[i],Al[i]]=[h,l]}return[Ah,Al]}var fromNumH=n=>n/2**32|0;var fromNumL=n=>n>>>0;function setU64FromNum(view,byteOffset,n,isLE){const h=fromNumH(n);const l=fromNumL(n);view.setUint32(byteOffset,
isLE?l:h,isLE);view.setUint32(byteOffset+4,isLE?h:l,isLE)}var shrSH=(h,_l,s)=>h>>>s;var shrSL=(h,l,s)=>h<<32-s|l>>>s;var rotrSH=(h,l,s)=>h>>>s|l<<32-s;var rotrSL=(h,l,s)=>h<<
32-s|l>>>s;var rotrBH=(h,l,s)=>h<<64-s|l>>>s-32;var rotrBL=(h,l,s)=>h>>>s-32|l<<64-s;function add(Ah,Al,Bh,Bl){const l=(Al>>>0)+(Bl>>>0);return{h:Ah+Bh+(l/2**32|0)|0,l:l|0}}var add3L=(Al,Bl,Cl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0);var add3H=(low,Ah,Bh,Ch)=>Ah+
Bh+Ch+(low/2**32|0)|0;var add4L=(Al,Bl,Cl,Dl)=>(Al>>>0)+(Bl>>>0)+(Cl>>>0)+(Dl>>>0);var add4H=(low,Ah,Bh,Ch,Dh)=>Ah+Bh+Ch+Dh+(low/2**32|0)|0;var add5L=(Al,Bl,Cl,Dl,El)=>(Al>>>
0)+(Bl>>>0)+(Cl>>>0)+(Dl>>>0)+(El>>>0);var add5H=(low,Ah,Bh,Ch,Dh,Eh)=>Ah+Bh+Ch+Dh+Eh+(low/2**32|0)|0;function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEMENT"in a&&a.BYTES_PER_ELEMENT===1}var atitle=title=>title?
`"${title}" `:"";function anumber(n,title=""){if(typeof n!=="number")throw new TypeError(atitle(title)+"expected number, got "+typeof n);if(!Number.isSafeInteger(
n)||n<0)throw new RangeError(atitle(title)+"expected integer >= 0, got "+n);return n}function abytes(value,length,title=""){if(isBytes(value)&&(length===void 0||value.length===length))return value;if(length!==void 0)anumber(length,"length");const bytes=isBytes(
value);const ofLen=length!==void 0?` of length ${length}`:"";const got=bytes?`length=${value.length}`:`type=${typeof value}`;const message=atitle(title)+"expect\
ed Uint8Array"+ofLen+", got "+got;if(!bytes)throw new TypeError(message);throw new RangeError(message)}var aobject=(value,label)=>{if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError((label==="object"?"":`"${label}" `)+"expected obj\
ect, got type="+typeof value)};var aopts=(value,label)=>{aobject(value,label);const proto=Object.getPrototypeOf(value);if(proto!==Object.prototype&&proto!==null)
throw new TypeError(`"${label}" expected plain object`);if(Object.hasOwn(value,"__proto__"))throw new TypeError(`"${label}.__proto__" is not allowed`)};function aexists(instance,checkFinished=true){
if(instance.destroyed)throw new Error("hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput(out,instance){
abytes(out,void 0,"output");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].fill(0)}}function createView(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}var hasHexBuiltin=(()=>typeof Uint8Array.from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes=Array.from({length:256},(_,i)=>i.toString(
16).padStart(2,"0"));function bytesToHex(bytes){abytes(bytes);if(hasHexBuiltin)return bytes.toHex();let hex="";for(let i=0;i<bytes.length;i++){hex+=hexes[bytes[i]]}
return hex}function asciiToBase16(ch){return ch>=48&&ch<=57?ch-48:ch>=65&&ch<=70?ch-(65-10):ch>=97&&ch<=102?ch-(97-10):void 0}function hexToBytes(hex){if(typeof hex!==
"string")throw new TypeError("hex string expected, got "+typeof hex);if(hasHexBuiltin){try{return Uint8Array.fromHex(hex)}catch(error){if(error instanceof SyntaxError)
throw new RangeError(error.message);throw error}}const hl=hex.length;const al=hl/2;if(hl%2)throw new RangeError("hex string expected, got unpadded hex of length\
 "+hl);const array=new Uint8Array(al);for(let ai=0,hi=0;ai<al;ai++,hi+=2){const n1=asciiToBase16(hex.charCodeAt(hi));const n2=asciiToBase16(hex.charCodeAt(hi+1));
if(n1===void 0||n2===void 0){const char=hex[hi]+hex[hi+1];throw new RangeError('hex string expected, got non-hex character "'+char+'" at index '+hi)}array[ai]=n1*
16+n2}return array}function concatBytes(...arrays){let sum=0;for(let i=0;i<arrays.length;i++){const a=arrays[i];abytes(a);sum+=a.length}const res=new Uint8Array(sum);for(let i=0,pad=0;i<
arrays.length;i++){const a=arrays[i];res.set(a,pad);pad+=a.length}return res}function checkOpts(defaults,opts,title="opts"){aopts(defaults,"defaults");if(opts!==void 0)aopts(opts,title);const merged=Object.assign(Object.create(null),defaults,
opts);return merged}function createHasher(hashCons,info={}){if(typeof hashCons!=="function")throw new TypeError('"hashCons" expected function, got type='+typeof hashCons);
info=checkOpts({},info,"info");const hashC=(msg,opts)=>hashCons(opts).update(msg).digest();const tmp=hashCons(void 0);hashC.outputLen=tmp.outputLen;hashC.blockLen=
tmp.blockLen;hashC.canXOF=tmp.canXOF;hashC.create=opts=>hashCons(opts);Object.assign(hashC,info);return Object.freeze(hashC)}function randomBytes(bytesLength=32){
anumber(bytesLength,"bytesLength");const cr=typeof globalThis==="object"?globalThis.crypto:null;if(typeof cr?.getRandomValues!=="function")throw new Error("cryp\
to.getRandomValues must be defined");if(bytesLength>65536)throw new RangeError(`"bytesLength" expected <= 65536, got ${bytesLength}`);return cr.getRandomValues(
new Uint8Array(bytesLength))}var oidNist=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});var HashMD=class{blockLen;outputLen;canXOF=false;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE;this.buffer=new Uint8Array(blockLen);this.view=createView(this.buffer)}update(data){
aexists(this);abytes(data);const{view,buffer,blockLen}=this;const len=data.length;let processed=false;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.
pos,len-pos);if(take===blockLen){const dataView=createView(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);processed=true;continue}buffer.
set(pos===0&&take===len?data:data.subarray(pos,pos+take),this.pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0;processed=true}}
this.length+=data.length;if(processed)this.roundClean();return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const{buffer,view,blockLen,
isLE}=this;let{pos}=this;buffer[pos++]=128;buffer.fill(0,pos);if(this.padOffset>blockLen-pos){this.process(view,0);buffer.fill(0)}setU64FromNum(view,blockLen-8,
this.length*8,isLE);this.process(view,0);this.roundClean();const oview=out===buffer?view:createView(out);const len=this.outputLen;const outLen=len/4;const state=this.
get();if(len%4||outLen>state.length)throw new Error("invalid outputLen");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE)}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneIntoMeta(to){const{buffer,length,finished,destroyed,pos}=this;to.destroyed=
destroyed;to.finished=finished;to.length=length;to.pos=pos;if(pos)to.buffer.set(buffer);return to}clone(){return this._cloneInto()}};var SHA512_IV=Uint32Array.from([1779033703,4089235720,3144134277,2227873595,1013904242,4271175723,2773480762,1595750129,1359893119,2917565137,2600822924,725511199,
528734635,4215389547,1541459225,327033209]);var K512=(()=>split(["0x428a2f98d728ae22","0x7137449123ef65cd","0xb5c0fbcfec4d3b2f","0xe9b5dba58189dbbc","0x3956c25bf348b538","0x59f111f1b605d019","0x923f82a4af\
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
var SHA512_W_H=new Uint32Array(80);var SHA512_W_L=new Uint32Array(80);var SHA2_64B=class extends HashMD{Ah=0;Al=0;Bh=0;Bl=0;Ch=0;Cl=0;Dh=0;Dl=0;Eh=0;El=0;Fh=0;Fl=0;Gh=0;Gl=0;Hh=0;Hl=0;constructor(outputLen,IV){
super(128,outputLen,16,false);this.Ah=IV[0]|0;this.Al=IV[1]|0;this.Bh=IV[2]|0;this.Bl=IV[3]|0;this.Ch=IV[4]|0;this.Cl=IV[5]|0;this.Dh=IV[6]|0;this.Dl=IV[7]|0;this.
Eh=IV[8]|0;this.El=IV[9]|0;this.Fh=IV[10]|0;this.Fl=IV[11]|0;this.Gh=IV[12]|0;this.Gl=IV[13]|0;this.Hh=IV[14]|0;this.Hl=IV[15]|0}get(){const{Ah,Al,Bh,Bl,Ch,Cl,Dh,
Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;return[Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl]}set(Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl){this.Ah=Ah|0;this.
Al=Al|0;this.Bh=Bh|0;this.Bl=Bl|0;this.Ch=Ch|0;this.Cl=Cl|0;this.Dh=Dh|0;this.Dl=Dl|0;this.Eh=Eh|0;this.El=El|0;this.Fh=Fh|0;this.Fl=Fl|0;this.Gh=Gh|0;this.Gl=Gl|
0;this.Hh=Hh|0;this.Hl=Hl|0}_cloneInto(to){(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){for(let i=0;i<16;i++,
offset+=4){SHA512_W_H[i]=view.getUint32(offset);SHA512_W_L[i]=view.getUint32(offset+=4)}for(let i=16;i<80;i++){const W15h=SHA512_W_H[i-15]|0;const W15l=SHA512_W_L[i-
15]|0;const s0h=rotrSH(W15h,W15l,1)^rotrSH(W15h,W15l,8)^shrSH(W15h,W15l,7);const s0l=rotrSL(W15h,W15l,1)^rotrSL(W15h,W15l,8)^shrSL(W15h,W15l,7);const W2h=SHA512_W_H[i-
2]|0;const W2l=SHA512_W_L[i-2]|0;const s1h=rotrSH(W2h,W2l,19)^rotrBH(W2h,W2l,61)^shrSH(W2h,W2l,6);const s1l=rotrSL(W2h,W2l,19)^rotrBL(W2h,W2l,61)^shrSL(W2h,W2l,
6);const SUMl=add4L(s0l,s1l,SHA512_W_L[i-7],SHA512_W_L[i-16]);const SUMh=add4H(SUMl,s0h,s1h,SHA512_W_H[i-7],SHA512_W_H[i-16]);SHA512_W_H[i]=SUMh|0;SHA512_W_L[i]=
SUMl|0}let{Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl}=this;for(let i=0;i<80;i++){const sigma1h=rotrSH(Eh,El,14)^rotrSH(Eh,El,18)^rotrBH(Eh,El,41);const sigma1l=rotrSL(
Eh,El,14)^rotrSL(Eh,El,18)^rotrBL(Eh,El,41);const CHIh=Eh&Fh^~Eh&Gh;const CHIl=El&Fl^~El&Gl;const T1ll=add5L(Hl,sigma1l,CHIl,SHA512_Kl[i],SHA512_W_L[i]);const T1h=add5H(
T1ll,Hh,sigma1h,CHIh,SHA512_Kh[i],SHA512_W_H[i]);const T1l=T1ll|0;const sigma0h=rotrSH(Ah,Al,28)^rotrBH(Ah,Al,34)^rotrBH(Ah,Al,39);const sigma0l=rotrSL(Ah,Al,28)^
rotrBL(Ah,Al,34)^rotrBL(Ah,Al,39);const MAJh=Ah&Bh^Ah&Ch^Bh&Ch;const MAJl=Al&Bl^Al&Cl^Bl&Cl;Hh=Gh|0;Hl=Gl|0;Gh=Fh|0;Gl=Fl|0;Fh=Eh|0;Fl=El|0;({h:Eh,l:El}=add(Dh|
0,Dl|0,T1h|0,T1l|0));Dh=Ch|0;Dl=Cl|0;Ch=Bh|0;Cl=Bl|0;Bh=Ah|0;Bl=Al|0;const All=add3L(T1l,sigma0l,MAJl);Ah=add3H(All,T1h,sigma0h,MAJh);Al=All|0}({h:Ah,l:Al}=add(
this.Ah|0,this.Al|0,Ah|0,Al|0));({h:Bh,l:Bl}=add(this.Bh|0,this.Bl|0,Bh|0,Bl|0));({h:Ch,l:Cl}=add(this.Ch|0,this.Cl|0,Ch|0,Cl|0));({h:Dh,l:Dl}=add(this.Dh|0,this.
Dl|0,Dh|0,Dl|0));({h:Eh,l:El}=add(this.Eh|0,this.El|0,Eh|0,El|0));({h:Fh,l:Fl}=add(this.Fh|0,this.Fl|0,Fh|0,Fl|0));({h:Gh,l:Gl}=add(this.Gh|0,this.Gl|0,Gh|0,Gl|
0));({h:Hh,l:Hl}=add(this.Hh|0,this.Hl|0,Hh|0,Hl|0));this.set(Ah,Al,Bh,Bl,Ch,Cl,Dh,Dl,Eh,El,Fh,Fl,Gh,Gl,Hh,Hl)}roundClean(){clean(SHA512_W_H,SHA512_W_L)}destroy(){
this.destroyed=true;clean(this.buffer);this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)}};var _SHA512=class extends SHA2_64B{constructor(){super(64,SHA512_IV)}};var sha512=createHasher(()=>new _SHA512,oidNist(3));function aarray(item,title,inner=()=>{}){if(!Array.isArray(item))throw new TypeError(`"${title}" expected array, got type=${typeof item}`);for(let i=0;i<item.length;i++)
inner(item[i],`${title}[${i}]`);return item}var abytes2=(value,length,title)=>abytes(value,length,title);var anumber2=anumber;function aobject2(value,title="object"){if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(title==="object"?"expected valid opti\
ons object":`"${title}" expected object, got type=${typeof value}`);return value}function afunction(value,title){if(typeof value!=="function")throw new TypeError(
`"${title}" is invalid: expected function, got ${typeof value}`);return value}var bytesToHex2=bytesToHex;var concatBytes2=(...arrays)=>concatBytes(...arrays);var hexToBytes2=hex=>hexToBytes(
hex);var isBytes2=isBytes;var randomBytes2=bytesLength=>randomBytes(bytesLength);var _0n=BigInt(0);var _1n=BigInt(1);var atitle2=title=>title?`"${title}" `:"";function abool(value,title=""){
if(typeof value!=="boolean")throw new TypeError(atitle2(title)+"expected boolean, got type="+typeof value);return value}function abignumber(n){if(typeof n==="bi\
gint"){if(!isPosBig(n))throw new RangeError("positive bigint expected, got "+n)}else anumber2(n);return n}function asafenumber(value,title=""){if(typeof value!==
"number"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected number, got type="+typeof value)}if(!Number.isSafeInteger(value)){const prefix=title&&
`"${title}" `;throw new RangeError(prefix+"expected safe integer, got "+value)}}function hexToNumber(hex){if(typeof hex!=="string")throw new TypeError("hex string expected, got "+typeof hex);return hex===""?_0n:BigInt("0x"+hex)}function bytesToNumberBE(bytes){
return hexToNumber(bytesToHex(bytes))}function bytesToNumberLE(bytes){return hexToNumber(bytesToHex(copyBytes(abytes(bytes)).reverse()))}function numberToBytesBE(n,len){
anumber(len);if(len===0)throw new Error("zero output length is invalid");n=abignumber(n);const expectedLen=len*2;const hex=n.toString(16);if(hex.length>expectedLen)
throw new RangeError("number is too large");return hexToBytes(hex.padStart(expectedLen,"0"))}function numberToBytesLE(n,len){return numberToBytesBE(n,len).reverse()}function equalBytes(a,b){a=abytes2(a);b=abytes2(b);if(a.length!==b.length)return false;let diff=0;for(let i=0;i<a.length;i++)diff|=a[i]^b[i];return diff===0}function copyBytes(bytes){
return Uint8Array.from(abytes2(bytes))}function asciiToBytes(ascii){if(typeof ascii!=="string")throw new TypeError("ascii string expected, got "+typeof ascii);return Uint8Array.
from(ascii,(c,i)=>{const charCode=c.charCodeAt(0);if(c.length!==1||charCode>127){throw new RangeError(`string contains non-ASCII character "${ascii[i]}" with co\
de ${charCode} at position ${i}`)}return charCode})}function isPosBig(n){return typeof n==="bigint"&&_0n<=n}function inRange(n,min,max){return isPosBig(n)&&isPosBig(
min)&&isPosBig(max)&&min<=n&&n<max}function aInRange(title,n,min,max){if(!inRange(n,min,max))throw new RangeError("expected valid "+title+": "+min+" <= n < "+max+
", got "+n)}function bitLen(n){if(n<_0n)throw new Error("expected non-negative bigint, got "+n);return n===_0n?0:n.toString(2).length}var bitMask=n=>{asafenumber(n,"n");return(_1n<<BigInt(n))-_1n};function validateObject(object,fields={},optFields={},title="object"){aobject2(object,title);aobject2(fields,"fields");aobject2(optFields,"optFields");function checkField(fieldName,expectedType,isOpt){
const label=title==="object"?`param "${String(fieldName)}"`:`"${title}.${String(fieldName)}"`;const val=object[fieldName];if(!Object.hasOwn(object,fieldName)&&(isOpt?
val!==void 0:expectedType!=="function")){throw new TypeError(`${label} is invalid: expected own property`)}if(isOpt&&val===void 0)return;const current=typeof val;
if(current!==expectedType||val===null)throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`)}const iter=(f,isOpt)=>Object.entries(
f).forEach(([k,v])=>checkField(k,v,isOpt));iter(fields,false);iter(optFields,true)}var notImplemented=()=>{throw new Error("not implemented")};var _0n2=BigInt(0);var _1n2=BigInt(1);var _2n=BigInt(2);var _3n=BigInt(3);var _4n=BigInt(4);var _5n=BigInt(5);var _7n=BigInt(7);var _8n=BigInt(8);var _9n=BigInt(
9);var _15n=BigInt(15);var _16n=BigInt(16);var POW_WINDOWED_MIN=BigInt("0x10000000000000000");function mod(a,b){if(b<=_0n2)throw new Error("mod: expected positi\
ve modulus, got "+b);const result=a%b;return result>=_0n2?result:b+result}function pow(num,power,modulo){if(modulo<=_1n2)throw new Error("pow: expected modulus \
> 1, got "+modulo);if(typeof power!=="bigint")throw new TypeError("invalid exponent: expected bigint, got "+typeof power);if(power<_0n2)throw new Error("invalid\
 exponent, negatives unsupported");if(power===_0n2)return _1n2;if(power===_1n2)return num;let d=num%modulo;if(d<_0n2)d+=modulo;if(power<POW_WINDOWED_MIN){let p2=_1n2;
while(power>_0n2){if(power&_1n2)p2=p2*d%modulo;d=d*d%modulo;power>>=_1n2}return p2}const digits=[];while(power>_0n2){digits.push(Number(power&_15n));power>>=_4n}
const table=new Array(16);table[0]=_1n2;table[1]=d;for(let i=2;i<16;i++)table[i]=table[i-1]*d%modulo;let p=table[digits[digits.length-1]];for(let w=digits.length-
2;w>=0;w--){p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;p=p*p%modulo;const digit=digits[w];if(digit!==0)p=p*table[digit]%modulo}return p}function pow2(x,power,modulo){
if(modulo<=_1n2)throw new Error("pow2: expected modulus > 1, got "+modulo);if(power<_0n2)throw new Error("pow2: expected non-negative exponent, got "+power);let res=x;
while(power-- >_0n2){res*=res;res%=modulo}return res}function invert(number,modulo){if(number===_0n2)throw new Error("invert: expected non-zero number");if(modulo<=
_1n2)throw new Error("invert: expected modulus > 1, got "+modulo);let a=mod(number,modulo);let b=modulo;let x=_0n2,u=_1n2;while(a!==_0n2){const q=b/a;const r=b-
a*q;const m=x-u*q;b=a,a=r,x=u,u=m}const gcd=b;if(gcd!==_1n2)throw new Error("invert: does not exist");return mod(x,modulo)}function invertCt(a,prime){if(prime<=
_1n2)throw new Error("invertCt: expected prime modulus > 1, got "+prime);const an=mod(a,prime);if(an===_0n2)throw new Error("invertCt: expected non-zero number");
const inverse=pow(an,prime-_2n,prime);if(mod(an*inverse,prime)!==_1n2)throw new Error("invertCt: does not exist");return inverse}function assertIsSquare(Fp2,root,n){
const F=Fp2;if(!F.eql(F.sqr(root),n))throw new Error("Cannot find square root")}function aoddModulus(order,fnName){if((order&_1n2)===_0n2)throw new Error(fnName+
": expected odd modulus, got "+order)}function sqrt3mod4(Fp2,n){const F=Fp2;const p1div4=(F.ORDER+_1n2)/_4n;const root=F.pow(n,p1div4);assertIsSquare(F,root,n);
return root}function sqrt5mod8(Fp2,n){const F=Fp2;const p5div8=(F.ORDER-_5n)/_8n;const n2=F.mul(n,_2n);const v=F.pow(n2,p5div8);const nv=F.mul(n,v);const i=F.mul(
F.mul(nv,_2n),v);const root=F.mul(nv,F.sub(i,F.ONE));assertIsSquare(F,root,n);return root}function sqrt9mod16(P){const Fp_=Field(P);const tn=tonelliShanks(P);const c1=tn(
Fp_,Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+_7n)/_16n;return((Fp2,n)=>{const F=Fp2;let tv1=F.pow(n,c4);let tv2=F.mul(tv1,
c1);const tv3=F.mul(tv1,c2);const tv4=F.mul(tv1,c3);const e1=F.eql(F.sqr(tv2),n);const e2=F.eql(F.sqr(tv3),n);tv1=F.cmov(tv1,tv2,e1);tv2=F.cmov(tv4,tv3,e2);const e3=F.
eql(F.sqr(tv2),n);const root=F.cmov(tv1,tv2,e3);assertIsSquare(F,root,n);return root})}function tonelliShanks(P){if(P<_3n)throw new Error("sqrt is not defined f\
or small field");aoddModulus(P,"tonelliShanks");let Q=P-_1n2;let S=0;while(Q%_2n===_0n2){Q/=_2n;S++}let Z=_2n;const _Fp=Field(P);while(FpLegendre(_Fp,Z)===1){if(Z++>
1e3)throw new Error("Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod4;let cc=_Fp.pow(Z,Q);const Q1div2=(Q+_1n2)/_2n;return function tonelliSlow(Fp2,n){
const F=Fp2;if(F.is0(n))return n;if(FpLegendre(F,n)!==1)throw new Error("Cannot find square root");let M=S;let c=F.mul(F.ONE,cc);let t=F.pow(n,Q);let R=F.pow(n,
Q1div2);while(!F.eql(t,F.ONE)){if(F.is0(t))throw new Error("Cannot find square root: probably non-prime P");let i=1;let t_tmp=F.sqr(t);while(!F.eql(t_tmp,F.ONE)){
i++;t_tmp=F.sqr(t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n2<<BigInt(M-i-1);const b=F.pow(c,exponent);M=i;c=F.sqr(b);t=F.mul(t,
c);R=F.mul(R,b)}return R}}function FpSqrt(P){aoddModulus(P,"Fp.sqrt");if(P%_4n===_3n)return sqrt3mod4;if(P%_8n===_5n)return sqrt5mod8;if(P%_16n===_9n)return sqrt9mod16(
P);return tonelliShanks(P)}var isNegativeLE=(num,modulo)=>(mod(num,modulo)&_1n2)===_1n2;var FIELD_FIELDS=["create","isValid","is0","neg","inv","sqrt","sqr","eql",
"add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField(field){aobject2(field,"field");if(typeof field.ORDER!=="bigint")throw new TypeError(
'param "ORDER" is invalid: expected bigint, got '+typeof field.ORDER);asafenumber(field.BYTES,"BYTES");asafenumber(field.BITS,"BITS");for(const name of FIELD_FIELDS)
afunction(field[name],"field."+name);if(field.BYTES<1||field.BITS<1)throw new Error("invalid field: expected BYTES/BITS > 0");if(field.ORDER<=_1n2)throw new Error(
"invalid field: expected ORDER > 1, got "+field.ORDER);return field}function FpInvertBatch(Fp2,nums,passZero=false){validateField(Fp2);aarray(nums,"nums");abool(passZero,"passZero");const F=Fp2;const inverted=new Array(nums.length).
fill(passZero?F.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=acc;return F.mul(acc,num)},F.ONE);const invertedAcc=F.
inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=F.mul(acc,inverted[i]);return F.mul(acc,num)},invertedAcc);return inverted}function FpLegendre(Fp2,n){validateField(Fp2);const F=Fp2;aoddModulus(F.ORDER,"FpLegendre");const p1mod2=(F.ORDER-_1n2)/_2n;const powered=F.pow(n,p1mod2);const yes=F.
eql(powered,F.ONE);const zero=F.eql(powered,F.ZERO);const no=F.eql(powered,F.neg(F.ONE));if(!yes&&!zero&&!no)throw new Error("invalid Legendre symbol result");return yes?
1:zero?0:-1}function nLength(n,nBitLength){if(nBitLength!==void 0)anumber2(nBitLength);if(n<=_0n2)throw new Error("invalid n length: expected positive n, got "+n);if(nBitLength!==
void 0&&nBitLength<1)throw new Error("invalid n length: expected positive bit length, got "+nBitLength);const bits=bitLen(n);if(nBitLength!==void 0&&nBitLength<
bits)throw new Error(`invalid n length: expected nBitLength (${nBitLength}) >= bitLen(n) (${bits})`);const _nBitLength=nBitLength!==void 0?nBitLength:bits;const nByteLength=Math.
ceil(_nBitLength/8);return{nBitLength:_nBitLength,nByteLength}}var FIELD_SQRT=new WeakMap;var _Field=class{ORDER;BITS;BYTES;isLE;ZERO=_0n2;ONE=_1n2;_lengths;_mod;constructor(ORDER,opts={}){
if(ORDER<=_1n2)throw new Error("invalid field: expected ORDER > 1, got "+ORDER);let _nbitLength=void 0;this.isLE=false;if(opts!=null&&typeof opts==="object"){if(typeof opts.
BITS==="number")_nbitLength=opts.BITS;if(typeof opts.sqrt==="function")Object.defineProperty(this,"sqrt",{value:opts.sqrt,enumerable:true});if(typeof opts.isLE===
"boolean")this.isLE=opts.isLE;if(opts.allowedLengths)this._lengths=Object.freeze(opts.allowedLengths.slice());if(typeof opts.modFromBytes==="boolean")this._mod=
opts.modFromBytes}const{nBitLength,nByteLength}=nLength(ORDER,_nbitLength);if(nByteLength>2048)throw new Error("invalid field: expected ORDER of <= 2048 bytes");
this.ORDER=ORDER;this.BITS=nBitLength;this.BYTES=nByteLength;Object.freeze(this)}create(num){return mod(num,this.ORDER)}isValid(num){if(typeof num!=="bigint")throw new TypeError(
"invalid field element: expected bigint, got "+typeof num);return _0n2<=num&&num<this.ORDER}is0(num){return num===_0n2}isValidNot0(num){return!this.is0(num)&&this.
isValid(num)}isOdd(num){return(num&_1n2)===_1n2}neg(num){return mod(-num,this.ORDER)}eql(lhs,rhs){return lhs===rhs}sqr(num){return mod(num*num,this.ORDER)}add(lhs,rhs){
return mod(lhs+rhs,this.ORDER)}sub(lhs,rhs){return mod(lhs-rhs,this.ORDER)}mul(lhs,rhs){return mod(lhs*rhs,this.ORDER)}pow(num,power){return pow(num,power,this.
ORDER)}div(lhs,rhs){return mod(lhs*invert(rhs,this.ORDER),this.ORDER)}sqrN(num){return num*num}addN(lhs,rhs){return lhs+rhs}subN(lhs,rhs){return lhs-rhs}mulN(lhs,rhs){
return lhs*rhs}inv(num){return invert(num,this.ORDER)}sqrt(num){let sqrt=FIELD_SQRT.get(this);if(!sqrt)FIELD_SQRT.set(this,sqrt=FpSqrt(this.ORDER));return sqrt(
this,num)}toBytes(num){return this.isLE?numberToBytesLE(num,this.BYTES):numberToBytesBE(num,this.BYTES)}fromBytes(bytes,skipValidation=false){abytes2(bytes);const{
_lengths:allowedLengths,BYTES,isLE,ORDER,_mod:modFromBytes}=this;if(allowedLengths){if(bytes.length<1||!allowedLengths.includes(bytes.length)||bytes.length>BYTES){
throw new Error("Field.fromBytes: expected "+allowedLengths+" bytes, got "+bytes.length)}const padded=new Uint8Array(BYTES);padded.set(bytes,isLE?0:padded.length-
bytes.length);bytes=padded}if(bytes.length!==BYTES)throw new Error("Field.fromBytes: expected "+BYTES+" bytes, got "+bytes.length);let scalar=isLE?bytesToNumberLE(
bytes):bytesToNumberBE(bytes);if(modFromBytes)scalar=mod(scalar,ORDER);if(!skipValidation){if(!this.isValid(scalar))throw new Error("invalid field element: outs\
ide of range 0..ORDER")}return scalar}invertBatch(lst){return FpInvertBatch(this,lst,true)}cmov(a,b,condition){abool(condition,"condition");return condition?b:a}};
function Field(ORDER,opts={}){Object.freeze(_Field.prototype);return new _Field(ORDER,opts)}function getFieldBytesLength(fieldOrder){if(typeof fieldOrder!=="bigint")throw new Error("field order must be bigint");if(fieldOrder<=_1n2)throw new Error("fiel\
d order must be greater than 1");const bitLength=bitLen(fieldOrder-_1n2);return Math.ceil(bitLength/8)}function getMinHashLength(fieldOrder){const length=getFieldBytesLength(
fieldOrder);return length+Math.ceil(length/2)}function mapHashToField(key,fieldOrder,isLE=false){abytes2(key);const len=key.length;const fieldLen=getFieldBytesLength(
fieldOrder);const minLen=Math.max(getMinHashLength(fieldOrder),16);if(len<minLen||len>1024)throw new Error("expected "+minLen+"-1024 bytes of input, got "+len);
const num=isLE?bytesToNumberLE(key):bytesToNumberBE(key);const reduced=mod(num,fieldOrder-_1n2)+_1n2;return isLE?numberToBytesLE(reduced,fieldLen):numberToBytesBE(
reduced,fieldLen)}var _0n3=BigInt(0);var _1n3=BigInt(1);var _4n2=BigInt(4);var BLIND_BYTES=16;var BLIND_BITS=128;var FW_WINDOW=5;var TABLE_BYTES_MAX=(()=>2**31)();function validatePointCons(Point){
const pc=Point;if(typeof pc!=="function")throw new TypeError('"Point" expected constructor, got type='+typeof Point);afunction(pc.fromAffine,"Point.fromAffine");
afunction(pc.fromBytes,"Point.fromBytes");afunction(pc.fromHex,"Point.fromHex");aobject2(pc.BASE,"Point.BASE");aobject2(pc.ZERO,"Point.ZERO");validateField(pc.Fp);
validateField(pc.Fn)}function normalizeZ(c,points){validatePointCons(c);validateMSMPoints(points,c);const invertedZs=FpInvertBatch(c.Fp,points.map(p=>p.Z));return points.
map((p,i)=>c.fromAffine(p.toAffine(invertedZs[i])))}function validateW(W,bits,min=1){if(!Number.isSafeInteger(W)||W<min||W>bits)throw new Error("invalid window \
size, expected ["+min+".."+bits+"], got W="+W)}function validateTableBytes(numPoints,fpBytes){const bytes=numPoints*(4*fpBytes+128);if(bytes>TABLE_BYTES_MAX)throw new Error(
"invalid window size: table would need ~"+Math.ceil(bytes/2**20)+" MiB, max "+TABLE_BYTES_MAX/2**20+" MiB")}function probeRandomBytes(randomBytes3,length){if(randomBytes3===
void 0)return void 0;afunction(randomBytes3,"randomBytes");try{const probe=randomBytes3(length);if(!isBytes2(probe)||probe.length!==length)return void 0}catch{return void 0}
return randomBytes3}function validateMSMPoints(points,c){aarray(points,"points");points.forEach((p,i)=>{if(!(p instanceof c))throw new Error("invalid point at i\
ndex "+i)})}function validateMSMScalars(scalars,field,maxScalar){if(!Array.isArray(scalars))throw new Error("array of scalars expected");scalars.forEach((s,i)=>{
const ok=maxScalar===void 0?field.isValid(s):isPosBig(s)&&s<maxScalar;if(!ok)throw new Error("invalid scalar at index "+i)})}var pointWindowSizes=new WeakMap;function getWindowSize(P){
return pointWindowSizes.get(P)||1}function oddMultiples(p,size){const dbl=p.double();const t=[p];for(let j=1;j<size;j++)t.push(t[j-1].add(dbl));return t}function wnafDigits(n,W){
const size=2**W;const half=size/2;const mask=BigInt(size-1);const d=[];while(n>_0n3){let w=0;if(n&_1n3){w=Number(n&mask);if(w>=half)w-=size;n-=BigInt(w)}d.push(
w);n>>=_1n3}return d}function signedWindowDigits(n,W,windows){const size=2**W;const half=size/2;const mask=BigInt(size-1);const shiftBy=BigInt(W);const d=[];for(let w=0;w<
windows;w++){let v=Number(n&mask);n>>=shiftBy;if(v>half){v-=size;n+=_1n3}d.push(v)}if(n!==_0n3)throw new Error("invalid wnaf");return d}function wnafWalk(zero,tables,digits){
let max=0;for(const d of digits)max=Math.max(max,d.length);let acc=zero;for(let bit=max-1;bit>=0;bit--){if(bit!==max-1)acc=acc.double();for(let i=0;i<digits.length;i++){
const w=digits[i][bit];if(w){const item=tables[i][Math.abs(w)-1>>1];acc=acc.add(w<0?item.negate():item)}}}return acc}var ScalarMultiplier=class{Point;BASE;ZERO;randomBytes;wnafPrecomputes=new WeakMap;baseCanBeBlinded;bits;constructor(Point,randomBytes3){
validatePointCons(Point);this.randomBytes=probeRandomBytes(randomBytes3,BLIND_BYTES);this.Point=Point;this.BASE=Point.BASE;this.ZERO=Point.ZERO;this.bits=Point.
Fn.BITS}buildWnafTable(point,W,bits){const windows=Math.ceil(bits/W)+1;const half=2**(W-1);const comp=[];let base=point;for(let w=0;w<windows;w++){let acc=base;
for(let i=0;i<half;i++){comp.push(acc);acc=acc.add(base)}base=comp[comp.length-1].double()}return{W,bits,windows,comp}}wnafCachedCT(precomputes,n){const{W,windows,
comp}=precomputes;const half=2**(W-1);const digits=signedWindowDigits(n,W,windows);let p=this.ZERO;let f=this.BASE;for(let w=0;w<windows;w++){const digit=digits[w];
const start=w*half;const idx=Math.abs(digit)-1;let sel=comp[start];for(let i=1;i<half;i++)sel=i===idx?comp[start+i]:sel;const neg=sel.negate();if(digit===0)f=f.
add(comp[start]);else p=p.add(digit<0?neg:sel)}return{p,f}}getWnafPrecomputes(W,point,bits,transform){let entries=this.wnafPrecomputes.get(point);let comp=entries?.
find(entry=>entry.W===W&&entry.bits===bits);if(!comp){comp=this.buildWnafTable(point,W,bits);if(typeof transform==="function")comp={...comp,comp:transform(comp.
comp)};if(!entries){entries=[];this.wnafPrecomputes.set(point,entries)}entries.push(comp)}return comp}assertPoint(point){if(!(point instanceof this.Point))throw new TypeError(
'"point" expected Point instance, got type='+typeof point)}validateMulInput(point,scalar){this.assertPoint(point);if(!inRange(scalar,_1n3,this.Point.Fn.ORDER))throw new Error(
"invalid scalar")}runCT(point,n,bits,transform){const W=getWindowSize(point);if(W===1)return this.fixedWindowCT(point,n,bits);return this.wnafCachedCT(this.getWnafPrecomputes(
W,point,bits,transform),n)}mulCT(point,scalar,transform){this.validateMulInput(point,scalar);return this.runCT(point,scalar,this.bits,transform)}mulCTBlinded(point,scalar,transform){
this.validateMulInput(point,scalar);if(this.randomBytes===void 0)throw new Error("randomBytes is required for scalar blinding");const bits=this.Point.Fn.BITS+BLIND_BITS;
const blind=this.randomBytes(BLIND_BYTES);if(!isBytes2(blind)||blind.length!==BLIND_BYTES)throw new Error("randomBytes returned invalid byte array");blind[0]=blind[0]&
63|128;const n=scalar+bytesToNumberBE(blind)*this.Point.Fn.ORDER;return this.runCT(point,n,bits,transform)}fixedWindowCT(point,n,bits){const W=FW_WINDOW;const size=1<<
W;const mask=bitMask(W);const table=new Array(size);table[0]=this.ZERO;for(let i=1;i<size;i++)table[i]=table[i-1].add(point);const windows=Math.ceil(bits/W);let acc=this.
ZERO;for(let window=windows-1;window>=0;window--){if(window!==windows-1)for(let d=0;d<W;d++)acc=acc.double();const digit=Number(n>>BigInt(window*W)&mask);let sel=table[0];
for(let i=1;i<size;i++)sel=i===digit?table[i]:sel;acc=acc.add(sel)}return{p:acc,f:acc}}shouldBlind(point,cofactor){if(this.randomBytes===void 0)return false;if(cofactor===
_1n3)return true;if(point!==this.BASE)return false;if(this.baseCanBeBlinded===void 0)this.baseCanBeBlinded=this.mulUnsafe(this.BASE,this.Point.Fn.ORDER).is0();return this.
baseCanBeBlinded}mulSecret(point,scalar,cofactor,transform){return this.shouldBlind(point,cofactor)?this.mulCTBlinded(point,scalar,transform):this.mulCT(point,scalar,
transform)}mulUnsafe(point,scalar,transform){this.assertPoint(point);if(!isPosBig(scalar))throw new Error("invalid scalar");const W=getWindowSize(point);if(W===
1||scalar>=this.Point.Fn.ORDER)return mulAddUnsafe(this.Point,[point],[scalar],true);const precomputes=this.getWnafPrecomputes(W,point,this.bits,transform);return this.
wnafCachedCT(precomputes,scalar).p}setWindowSize(point,W){this.assertPoint(point);validateW(W,this.bits);const windows=Math.ceil((this.bits+BLIND_BITS)/W)+1;validateTableBytes(
windows*2**(W-1),this.Point.Fp.BYTES);pointWindowSizes.set(point,W);this.wnafPrecomputes.delete(point)}hasWindowSize(point){return getWindowSize(point)!==1}};function mulAddUnsafe(c,points,scalars,allowOversized=false){
validatePointCons(c);validateMSMPoints(points,c);abool(allowOversized,"allowOversized");validateMSMScalars(scalars,c.Fn,allowOversized?c.Fn.ORDER**_4n2:void 0);
if(points.length!==scalars.length)throw new Error("arrays of points and scalars must have equal length");const tables=points.map(p=>oddMultiples(p,4));const digits=scalars.
map(n=>wnafDigits(n,4));return wnafWalk(c.ZERO,tables,digits)}function createField(order,field,isLE){if(field){if(field.ORDER!==order)throw new Error("Field.ORDER must match order: Fp == p, Fn == n");validateField(field);return field}else{
return Field(order,{isLE})}}function createCurveFields(type,CURVE,curveOpts={},FpFnLE){if(type!=="weierstrass"&&type!=="edwards")throw new Error('expected curve\
 type "weierstrass" or "edwards"');if(FpFnLE===void 0)FpFnLE=type==="edwards";if(!CURVE||typeof CURVE!=="object")throw new Error(`expected valid ${type} CURVE o\
bject`);validateObject(curveOpts);for(const p of["p","n","h"]){const val=CURVE[p];if(!(isPosBig(val)&&val!==_0n3))throw new Error(`CURVE.${p} must be positive b\
igint`)}const Fp2=createField(CURVE.p,curveOpts.Fp,FpFnLE);const Fn2=createField(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type==="weierstrass"?"b":"d";const params=[
"Gx","Gy","a",_b];for(const p of params){if(!Fp2.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`)}CURVE=Object.freeze(Object.
assign({},CURVE));return{CURVE,Fp:Fp2,Fn:Fn2}}var _0n4=BigInt(0);var _1n4=BigInt(1);var _2n2=BigInt(2);var _4n3=BigInt(4);var _8n2=BigInt(8);function isEdValidXY(Fp2,CURVE,x,y){const x2=Fp2.sqr(x);const y2=Fp2.
sqr(y);const left=Fp2.add(Fp2.mul(CURVE.a,x2),y2);const right=Fp2.add(Fp2.ONE,Fp2.mul(CURVE.d,Fp2.mul(x2,y2)));return Fp2.eql(left,right)}function edwards(params,extraOpts={}){
validateObject(extraOpts,{},{},"extraOpts");const opts=extraOpts;const validated=createCurveFields("edwards",params,opts,opts.FpFnLE);const{Fp:Fp2,Fn:Fn2}=validated;
let CURVE=validated.CURVE;const{h:cofactor}=CURVE;if(FpLegendre(Fp2,CURVE.a)!==1)throw new Error("edwards: CURVE.a must be a square in Fp for complete addition \
formulas");if(FpLegendre(Fp2,CURVE.d)!==-1)throw new Error("edwards: CURVE.d must be a non-square in Fp for complete addition formulas");validateObject(opts,{},
{uvRatio:"function",randomBytes:"function"});const randomBytes3=opts.randomBytes===void 0?randomBytes2:opts.randomBytes;const MASK=_2n2<<BigInt(Fp2.BYTES*8)-_1n4;
function isOdd(n){if(!Fp2.isOdd)throw new Error("Field does not have .isOdd()");return Fp2.isOdd(n)}const uvRatio2=opts.uvRatio===void 0?(u,v)=>{try{return{isValid:true,
value:Fp2.sqrt(Fp2.div(u,v))}}catch(e){return{isValid:false,value:_0n4}}}:opts.uvRatio;if(!isEdValidXY(Fp2,CURVE,CURVE.Gx,CURVE.Gy))throw new Error("bad curve p\
arams: generator point");const mulA=Fp2.eql(CURVE.a,Fp2.neg(Fp2.ONE))?x=>Fp2.neg(x):Fp2.eql(CURVE.a,Fp2.ONE)?x=>x:x=>Fp2.mul(CURVE.a,x);function acoord(title,n,banZero=false){
const min=banZero?_1n4:_0n4;aInRange("coordinate "+title,n,min,MASK);return n}function aedpoint(other){if(!(other instanceof Point))throw new Error("EdwardsPoin\
t expected")}class Point{static BASE=new Point(CURVE.Gx,CURVE.Gy,Fp2.ONE,Fp2.mul(CURVE.Gx,CURVE.Gy));static ZERO=new Point(Fp2.ZERO,Fp2.ONE,Fp2.ONE,Fp2.ZERO);static Fp=Fp2;static Fn=Fn2;X;Y;Z;T;constructor(X,Y,Z,T){
this.X=acoord("x",X);this.Y=acoord("y",Y);this.Z=acoord("z",Z,true);this.T=acoord("t",T);Object.freeze(this)}static CURVE(){return CURVE}static fromAffine(p){if(p instanceof
Point)throw new Error("extended point not allowed");const{x,y}=p||{};acoord("x",x);acoord("y",y);return new Point(x,y,Fp2.ONE,Fp2.mul(x,y))}static fromBytes(bytes,zip215=false){
const len=Fp2.BYTES;const{a,d}=CURVE;bytes=copyBytes(abytes2(bytes,len,"point"));abool(zip215,"zip215");const normed=copyBytes(bytes);const lastByte=bytes[len-1];
normed[len-1]=lastByte&~128;const y=bytesToNumberLE(normed);const max=zip215?MASK:Fp2.ORDER;aInRange("point.y",y,_0n4,max);const y2=Fp2.sqr(y);const u=Fp2.sub(y2,
Fp2.ONE);const v=Fp2.sub(Fp2.mulN(d,y2),a);let{isValid,value:x}=uvRatio2(u,v);if(!isValid)throw new Error("bad point: invalid y coordinate");const isXOdd=isOdd(
x);const isLastByteOdd=(lastByte&128)!==0;if(!zip215&&Fp2.is0(x)&&isLastByteOdd)throw new Error("bad point: x=0 and x_0=1");if(isLastByteOdd!==isXOdd)x=Fp2.neg(
x);return Point.fromAffine({x,y})}static fromHex(hex,zip215=false){return Point.fromBytes(hexToBytes2(hex),zip215)}get x(){return this.toAffine().x}get y(){return this.
toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_2n2);return this}assertValidity(){const p=this;const{
a,d}=CURVE;if(p.is0())throw new Error("bad point: ZERO");const{X,Y,Z,T}=p;const X2=Fp2.sqr(X);const Y2=Fp2.sqr(Y);const Z2=Fp2.sqr(Z);const Z4=Fp2.sqr(Z2);const aX2=Fp2.
mul(X2,a);const left=Fp2.mul(Fp2.add(aX2,Y2),Z2);const right=Fp2.add(Z4,Fp2.mul(d,Fp2.mul(X2,Y2)));if(!Fp2.eql(left,right))throw new Error("bad point: equation \
left != right (1)");const XY=Fp2.mul(X,Y);const ZT=Fp2.mul(Z,T);if(!Fp2.eql(XY,ZT))throw new Error("bad point: equation left != right (2)")}equals(other){aedpoint(
other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const X1Z2=Fp2.mul(X1,Z2);const X2Z1=Fp2.mul(X2,Z1);const Y1Z2=Fp2.mul(Y1,Z2);const Y2Z1=Fp2.mul(Y2,
Z1);return Fp2.eql(X1Z2,X2Z1)&&Fp2.eql(Y1Z2,Y2Z1)}is0(){return this.equals(Point.ZERO)}negate(){return new Point(Fp2.neg(this.X),this.Y,this.Z,Fp2.neg(this.T))}double(){
const{X:X1,Y:Y1,Z:Z1}=this;const A=Fp2.sqr(X1);const B=Fp2.sqr(Y1);const C=Fp2.mul(Fp2.sqr(Z1),_2n2);const D=mulA(A);const x1y1=Fp2.addN(X1,Y1);const E=Fp2.sub(
Fp2.subN(Fp2.sqr(x1y1),A),B);const G=Fp2.addN(D,B);const F=Fp2.subN(G,C);const H=Fp2.subN(D,B);const X3=Fp2.mul(E,F);const Y3=Fp2.mul(G,H);const T3=Fp2.mul(E,H);
const Z3=Fp2.mul(F,G);return new Point(X3,Y3,Z3,T3)}add(other){aedpoint(other);const{d}=CURVE;const{X:X1,Y:Y1,Z:Z1,T:T1}=this;const{X:X2,Y:Y2,Z:Z2,T:T2}=other;const A=Fp2.
mul(X1,X2);const B=Fp2.mul(Y1,Y2);const C=Fp2.mul(Fp2.mulN(T1,d),T2);const D=Fp2.mul(Z1,Z2);const E=Fp2.sub(Fp2.subN(Fp2.mulN(Fp2.addN(X1,Y1),Fp2.addN(X2,Y2)),A),
B);const F=Fp2.subN(D,C);const G=Fp2.addN(D,C);const H=Fp2.sub(B,mulA(A));const X3=Fp2.mul(E,F);const Y3=Fp2.mul(G,H);const T3=Fp2.mul(E,H);const Z3=Fp2.mul(F,G);
return new Point(X3,Y3,Z3,T3)}subtract(other){aedpoint(other);return this.add(other.negate())}multiply(scalar){if(!Fn2.isValidNot0(scalar))throw new RangeError(
"invalid scalar: expected 1 <= sc < curve.n");const{p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){if(!Fn2.
isValid(scalar))throw new RangeError("invalid scalar: expected 0 <= sc < curve.n");if(scalar===_0n4)return Point.ZERO;if(this.is0()||scalar===_1n4)return this;return wnaf.
mulUnsafe(this,scalar,normalize)}isSmallOrder(){return this.clearCofactor().is0()}isTorsionFree(){return wnaf.mulUnsafe(this,CURVE.n).is0()}toAffine(invertedZ){
const p=this;let iz=invertedZ;if(iz!=null&&typeof iz!=="bigint")throw new TypeError('"invertedZ" expected bigint, got type='+typeof iz);const{X,Y,Z}=p;const is0=p.
is0();if(iz==null)iz=is0?Fp2.create(_8n2):Fp2.inv(Z);const x=Fp2.mul(X,iz);const y=Fp2.mul(Y,iz);const zz=Fp2.mul(Z,iz);if(is0)return{x:Fp2.ZERO,y:Fp2.ONE};if(!Fp2.
eql(zz,Fp2.ONE))throw new Error("invZ was invalid");return{x,y}}clearCofactor(){if(cofactor===_1n4)return this;if(cofactor===_2n2)return this.double();if(cofactor===
_4n3)return this.double().double();if(cofactor===_8n2)return this.double().double().double();return this.multiplyUnsafe(cofactor)}toBytes(){const{x,y}=this.toAffine();
const bytes=Fp2.toBytes(y);bytes[bytes.length-1]|=isOdd(x)?128:0;return bytes}toHex(){return bytesToHex2(this.toBytes())}toString(){return`<Point ${this.is0()?"\
ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ(Point,points);const wnaf=new ScalarMultiplier(Point,randomBytes3);if(wnaf.bits>=6)Point.BASE.precompute(
6);Object.freeze(Point.prototype);Object.freeze(Point);return Point}var PrimeEdwardsPoint=class{static BASE;static ZERO;static Fp;static Fn;ep;constructor(ep){this.
ep=ep}static fromBytes(_bytes){notImplemented()}static fromHex(_hex){notImplemented()}get x(){return this.toAffine().x}get y(){return this.toAffine().y}clearCofactor(){
return this}assertValidity(){this.ep.assertValidity()}toAffine(invertedZ){return this.ep.toAffine(invertedZ)}toHex(){return bytesToHex2(this.toBytes())}toString(){
return this.toHex()}isTorsionFree(){return true}isSmallOrder(){return false}add(other){this.assertSame(other);return this.init(this.ep.add(other.ep))}subtract(other){
this.assertSame(other);return this.init(this.ep.subtract(other.ep))}multiply(scalar){return this.init(this.ep.multiply(scalar))}multiplyUnsafe(scalar){return this.
init(this.ep.multiplyUnsafe(scalar))}double(){return this.init(this.ep.double())}negate(){return this.init(this.ep.negate())}precompute(windowSize,isLazy){this.
ep.precompute(windowSize,isLazy);return this}};function i2osp(value,length){asafenumber(value);asafenumber(length);if(length<0||length>4)throw new Error("invalid I2OSP length: "+length);if(value<0||value>2**
(8*length)-1)throw new Error("invalid I2OSP input: "+value);const res=Array.from({length}).fill(0);for(let i=length-1;i>=0;i--){res[i]=value&255;value>>>=8}return new Uint8Array(
res)}function strxor(a,b){const arr=new Uint8Array(a.length);for(let i=0;i<a.length;i++){arr[i]=a[i]^b[i]}return arr}function normDST(DST){if(!isBytes2(DST)&&typeof DST!==
"string")throw new Error("DST must be Uint8Array or ascii string");const dst=typeof DST==="string"?asciiToBytes(DST):DST;if(dst.length===0)throw new Error("DST \
must be non-empty");return dst}function expand_message_xmd(msg,DST,lenInBytes,H){abytes2(msg);asafenumber(lenInBytes);if(typeof H!=="function")throw new Error("\
expand_message_xmd: expected hash function");asafenumber(H.outputLen,"hash.outputLen");asafenumber(H.blockLen,"hash.blockLen");DST=normDST(DST);if(DST.length>255)
DST=H(concatBytes2(asciiToBytes("H2C-OVERSIZE-DST-"),DST));const{outputLen:b_in_bytes,blockLen:r_in_bytes}=H;const ell=Math.ceil(lenInBytes/b_in_bytes);if(lenInBytes>
65535||ell>255)throw new Error("expand_message_xmd: invalid lenInBytes");const DST_prime=concatBytes2(DST,i2osp(DST.length,1));const Z_pad=new Uint8Array(r_in_bytes);
const l_i_b_str=i2osp(lenInBytes,2);const b=new Array(ell);const b_0=H(concatBytes2(Z_pad,msg,l_i_b_str,i2osp(0,1),DST_prime));b[0]=H(concatBytes2(b_0,i2osp(1,1),
DST_prime));for(let i=1;i<ell;i++){const args=[strxor(b_0,b[i-1]),i2osp(i+1,1),DST_prime];b[i]=H(concatBytes2(...args))}const pseudo_random_bytes=concatBytes2(...b);
return pseudo_random_bytes.slice(0,lenInBytes)}var _DST_scalar="HashToScalar-";var _DST_scalarBytes=asciiToBytes(_DST_scalar);function createOPRF(opts){validateObject(opts,{name:"string",hash:"function",hashToScalar:"function",hashToGroup:"\
function"});validatePointCons(opts.Point);const{name,Point,hash,hashToGroup:hashToGroupHook,hashToScalar}=opts;const{Fn:Fn2}=Point;const invertSecret=value=>invertCt(
value,Fn2.ORDER);const hashToGroup=(msg,ctx)=>hashToGroupHook(msg,{DST:concatBytes2(asciiToBytes("HashToGroup-"),ctx)});const hashToScalarPrefixed=(msg,ctx)=>hashToScalar(
msg,{DST:concatBytes2(_DST_scalarBytes,ctx)});const randomScalar=(rng=randomBytes2)=>{if(typeof rng!=="function")throw new TypeError('"rng" expected function, g\
ot type='+typeof rng);const t=mapHashToField(rng(getMinHashLength(Fn2.ORDER)),Fn2.ORDER,Fn2.isLE);return Fn2.isLE?bytesToNumberLE(t):bytesToNumberBE(t)};const msm=(points,scalars)=>mulAddUnsafe(
Point,points,scalars);const getCtx=mode=>concatBytes2(asciiToBytes("OPRFV1-"),new Uint8Array([mode]),asciiToBytes("-"+name));const ctxOPRF=getCtx(0);const ctxVOPRF=getCtx(
1);const ctxPOPRF=getCtx(2);function encode(...args){const res2=[];for(const a of args){if(typeof a==="number")res2.push(numberToBytesBE(a,2));else if(typeof a===
"string")res2.push(asciiToBytes(a));else{abytes2(a);res2.push(numberToBytesBE(a.length,2),a)}}return concatBytes2(...res2)}const inputBytes=(title,bytes)=>{abytes2(
bytes,void 0,title);if(bytes.length>65535)throw new Error(`"${title}" expected Uint8Array of length <= 65535, got length=${bytes.length}`);return bytes};const hashInput=(...bytes)=>hash(
encode(...bytes,"Finalize"));function getTranscripts(B,C,D,ctx){const Bm=B.toBytes();const seed=hash(encode(Bm,concatBytes2(asciiToBytes("Seed-"),ctx)));const res2=[];
for(let i=0;i<C.length;i++){const Ci=C[i].toBytes();const Di=D[i].toBytes();const di=hashToScalarPrefixed(encode(seed,i,Ci,Di,"Composite"),ctx);res2.push(di)}return res2}
function computeComposites(B,C,D,ctx){const T=getTranscripts(B,C,D,ctx);const M=msm(C,T);const Z=msm(D,T);return{M,Z}}function computeCompositesFast(k,B,C,D,ctx){
const T=getTranscripts(B,C,D,ctx);const M=msm(C,T);const Z=M.multiply(k);return{M,Z}}function challengeTranscript(B,M,Z,t2,t3,ctx){const[Bm,a0,a1,a2,a3]=[B,M,Z,
t2,t3].map(i=>i.toBytes());return hashToScalarPrefixed(encode(Bm,a0,a1,a2,a3,"Challenge"),ctx)}function generateProof(ctx,k,B,C,D,rng){const{M,Z}=computeCompositesFast(
k,B,C,D,ctx);const r=randomScalar(rng);const t2=Point.BASE.multiply(r);const t3=M.multiply(r);const c=challengeTranscript(B,M,Z,t2,t3,ctx);const s=Fn2.sub(r,Fn2.
mul(c,k));return concatBytes2(...[c,s].map(i=>Fn2.toBytes(i)))}function verifyProof(ctx,B,C,D,proof){abytes2(proof,2*Fn2.BYTES);const{M,Z}=computeComposites(B,C,
D,ctx);const[c,s]=[proof.subarray(0,Fn2.BYTES),proof.subarray(Fn2.BYTES)].map(f=>Fn2.fromBytes(f));const t2=msm([Point.BASE,B],[s,c]);const t3=msm([M,Z],[s,c]);
const expectedC=challengeTranscript(B,M,Z,t2,t3,ctx);if(!Fn2.eql(c,expectedC))throw new Error("proof verification failed")}function generateKeyPair(){const skS=randomScalar();
const pkS=Point.BASE.multiply(skS);return{secretKey:Fn2.toBytes(skS),publicKey:pkS.toBytes()}}function deriveKeyPair(ctx,seed,info){abytes2(seed,32,"seed");info=
inputBytes("keyInfo",info);const dst=concatBytes2(asciiToBytes("DeriveKeyPair"),ctx);const msg=concatBytes2(seed,encode(info),Uint8Array.of(0));for(let counter=0;counter<=
255;counter++){msg[msg.length-1]=counter;const skS=hashToScalar(msg,{DST:dst});if(Fn2.is0(skS))continue;return{secretKey:Fn2.toBytes(skS),publicKey:Point.BASE.multiply(
skS).toBytes()}}throw new Error("Cannot derive key")}const wirePoint=(label,bytes)=>{const point=Point.fromBytes(bytes);if(point.equals(Point.ZERO))throw new Error(
label+" point at infinity");return point};function blind(ctx,input,rng=randomBytes2){input=inputBytes("input",input);const blind2=randomScalar(rng);const inputPoint=hashToGroup(
input,ctx);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const blinded=inputPoint.multiply(blind2);return{blind:Fn2.toBytes(blind2),
blinded:blinded.toBytes()}}function evaluate(ctx,secretKey,input){input=inputBytes("input",input);const skS=Fn2.fromBytes(secretKey);const inputPoint=hashToGroup(
input,ctx);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const unblinded=inputPoint.multiply(skS).toBytes();return hashInput(input,
unblinded)}const oprf=Object.freeze({generateKeyPair,deriveKeyPair:(seed,keyInfo)=>deriveKeyPair(ctxOPRF,seed,keyInfo),blind:(input,rng=randomBytes2)=>blind(ctxOPRF,
input,rng),blindEvaluate(secretKey,blindedPoint){const skS=Fn2.fromBytes(secretKey);const elm=wirePoint("blinded",blindedPoint);return elm.multiply(skS).toBytes()},
finalize(input,blindBytes,evaluatedBytes){input=inputBytes("input",input);const blind2=Fn2.fromBytes(blindBytes);const evalPoint=wirePoint("evaluated",evaluatedBytes);
const unblinded=evalPoint.multiply(Fn2.inv(blind2)).toBytes();return hashInput(input,unblinded)},evaluate:(secretKey,input)=>evaluate(ctxOPRF,secretKey,input)});
const voprf=Object.freeze({generateKeyPair,deriveKeyPair:(seed,keyInfo)=>deriveKeyPair(ctxVOPRF,seed,keyInfo),blind:(input,rng=randomBytes2)=>blind(ctxVOPRF,input,
rng),blindEvaluateBatch(secretKey,publicKey,blinded,rng=randomBytes2){if(!Array.isArray(blinded))throw new Error("expected array");const skS=Fn2.fromBytes(secretKey);
const pkS=wirePoint("public key",publicKey);const blindedPoints=blinded.map(i=>wirePoint("blinded",i));const evaluated=blindedPoints.map(i=>i.multiply(skS));const proof=generateProof(
ctxVOPRF,skS,pkS,blindedPoints,evaluated,rng);return{evaluated:evaluated.map(i=>i.toBytes()),proof}},blindEvaluate(secretKey,publicKey,blinded,rng=randomBytes2){
const res2=this.blindEvaluateBatch(secretKey,publicKey,[blinded],rng);return{evaluated:res2.evaluated[0],proof:res2.proof}},finalizeBatch(items,publicKey,proof){
if(!Array.isArray(items))throw new Error("expected array");const pkS=wirePoint("public key",publicKey);const blindedPoints=items.map(i=>wirePoint("blinded",i.blinded));
const evalPoints=items.map(i=>wirePoint("evaluated",i.evaluated));verifyProof(ctxVOPRF,pkS,blindedPoints,evalPoints,proof);return items.map((i,j)=>{const input=inputBytes(
"input",i.input);const blind2=Fn2.fromBytes(i.blind);const unblinded=evalPoints[j].multiply(Fn2.inv(blind2)).toBytes();return hashInput(input,unblinded)})},finalize(input,blind2,evaluated,blinded,publicKey,proof){
return this.finalizeBatch([{input,blind:blind2,evaluated,blinded}],publicKey,proof)[0]},evaluate:(secretKey,input)=>evaluate(ctxVOPRF,secretKey,input)});const poprf=info=>{
info=copyBytes(inputBytes("info",info));const m=hashToScalarPrefixed(encode("Info",info),ctxPOPRF);const T=Point.BASE.multiply(m);return Object.freeze({generateKeyPair,
deriveKeyPair:(seed,keyInfo)=>deriveKeyPair(ctxPOPRF,seed,keyInfo),blind(input,publicKey,rng=randomBytes2){input=inputBytes("input",input);const pkS=wirePoint("\
public key",publicKey);const tweakedKey=T.add(pkS);if(tweakedKey.equals(Point.ZERO))throw new Error("tweakedKey point at infinity");const blind2=randomScalar(rng);
const inputPoint=hashToGroup(input,ctxPOPRF);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const blindedPoint=inputPoint.multiply(
blind2);return{blind:Fn2.toBytes(blind2),blinded:blindedPoint.toBytes(),tweakedKey:tweakedKey.toBytes()}},blindEvaluateBatch(secretKey,blinded,rng=randomBytes2){
if(!Array.isArray(blinded))throw new Error("expected array");const skS=Fn2.fromBytes(secretKey);const t=Fn2.add(skS,m);const invT=invertSecret(t);const blindedPoints=blinded.
map(i=>wirePoint("blinded",i));const evalPoints=blindedPoints.map(i=>i.multiply(invT));const tweakedKey=Point.BASE.multiply(t);const proof=generateProof(ctxPOPRF,
t,tweakedKey,evalPoints,blindedPoints,rng);return{evaluated:evalPoints.map(i=>i.toBytes()),proof}},blindEvaluate(secretKey,blinded,rng=randomBytes2){const res2=this.
blindEvaluateBatch(secretKey,[blinded],rng);return{evaluated:res2.evaluated[0],proof:res2.proof}},finalizeBatch(items,proof,tweakedKey){if(!Array.isArray(items))
throw new Error("expected array");const inputs=items.map(i=>inputBytes("input",i.input));const evalPoints=items.map(i=>wirePoint("evaluated",i.evaluated));verifyProof(
ctxPOPRF,wirePoint("tweakedKey",tweakedKey),evalPoints,items.map(i=>wirePoint("blinded",i.blinded)),proof);return items.map((i,j)=>{const blind2=Fn2.fromBytes(i.
blind);const point=evalPoints[j].multiply(Fn2.inv(blind2)).toBytes();return hashInput(inputs[j],info,point)})},finalize(input,blind2,evaluated,blinded,proof,tweakedKey){
return this.finalizeBatch([{input,blind:blind2,evaluated,blinded}],proof,tweakedKey)[0]},evaluate(secretKey,input){input=inputBytes("input",input);const skS=Fn2.
fromBytes(secretKey);const inputPoint=hashToGroup(input,ctxPOPRF);if(inputPoint.equals(Point.ZERO))throw new Error("Input point at infinity");const t=Fn2.add(skS,
m);const invT=invertSecret(t);const unblinded=inputPoint.multiply(invT).toBytes();return hashInput(input,info,unblinded)}})};const res={name,oprf,voprf,poprf,__tests:Object.
freeze({Fn:Fn2,invertSecret})};return Object.freeze(res)}var _1n5=BigInt(1);var _2n3=BigInt(2);var _5n2=BigInt(5);var _8n3=BigInt(8);var ed25519_CURVE_p=BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffed");var ed25519_CURVE=(()=>({
p:ed25519_CURVE_p,n:BigInt("0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed"),h:_8n3,a:BigInt("0x7fffffffffffffffffffffffffffffffffffffffffff\
ffffffffffffffffffec"),d:BigInt("0x52036cee2b6ffe738cc740797779e89800700a4d4141d8ab75eb4dca135978a3"),Gx:BigInt("0x216936d3cd6e53fec0a4e231fdd6dc5c692cc7609525a\
7b2c9562d608f25d51a"),Gy:BigInt("0x6666666666666666666666666666666666666666666666666666666666666658")}))();function ed25519_pow_2_252_3(x){const _10n=BigInt(10),
_20n=BigInt(20),_40n=BigInt(40),_80n=BigInt(80);const P=ed25519_CURVE_p;const x2=x*x%P;const b2=x2*x%P;const b4=pow2(b2,_2n3,P)*b2%P;const b5=pow2(b4,_1n5,P)*x%
P;const b10=pow2(b5,_5n2,P)*b5%P;const b20=pow2(b10,_10n,P)*b10%P;const b40=pow2(b20,_20n,P)*b20%P;const b80=pow2(b40,_40n,P)*b40%P;const b160=pow2(b80,_80n,P)*
b80%P;const b240=pow2(b160,_80n,P)*b80%P;const b250=pow2(b240,_10n,P)*b10%P;const pow_p_5_8=pow2(b250,_2n3,P)*x%P;return{pow_p_5_8,b2}}var ED25519_SQRT_M1=BigInt("19681161376707505956807079304988542015446066515923890162744021073123829784752");function uvRatio(u,v){const P=ed25519_CURVE_p;const v3=mod(
v*v*v,P);const v7=mod(v3*v3*v,P);const pow3=ed25519_pow_2_252_3(u*v7).pow_p_5_8;let x=mod(u*v3*pow3,P);const vx2=mod(v*x*x,P);const root1=x;const root2=mod(x*ED25519_SQRT_M1,
P);const useRoot1=vx2===u;const useRoot2=vx2===mod(-u,P);const noRoot=vx2===mod(-u*ED25519_SQRT_M1,P);if(useRoot1)x=root1;if(useRoot2||noRoot)x=root2;if(isNegativeLE(
x,P))x=mod(-x,P);return{isValid:useRoot1||useRoot2,value:x}}var ed25519_Point=edwards(ed25519_CURVE,{uvRatio});var Fp=(()=>ed25519_Point.Fp)();var Fn=(()=>ed25519_Point.Fn)();var SQRT_M1=ED25519_SQRT_M1;var SQRT_AD_MINUS_ONE=BigInt("25063068953384623474111414158702152701244531502492656460079210482610430750235");var INVSQRT_A_MINUS_D=BigInt(
"54469307008909316920995813868745141605393597292927456921205312896311721017578");var ONE_MINUS_D_SQ=BigInt("1159843021668779879193775521855586647937357759715417\
654439879720876111806838");var D_MINUS_ONE_SQ=BigInt("40440834346308536858101042469323190826248399146238708352240133220865137265952");var invertSqrt=number=>uvRatio(
_1n5,number);var MAX_255B=BigInt("0x7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");var bytes255ToNumberLE=bytes=>Fp.create(bytesToNumberLE(bytes)&
MAX_255B);function calcElligatorRistrettoMap(r0){const{d}=ed25519_CURVE;const r=Fp.mul(Fp.mulN(SQRT_M1,r0),r0);const Ns=Fp.mul(Fp.addN(r,_1n5),ONE_MINUS_D_SQ);let c=BigInt(
-1);const D=Fp.mul(Fp.subN(c,Fp.mulN(d,r)),Fp.add(r,d));let{isValid:Ns_D_is_sq,value:s}=uvRatio(Ns,D);let s_=Fp.mul(s,r0);if(!Fp.isOdd(s_))s_=Fp.neg(s_);if(!Ns_D_is_sq)
s=s_;if(!Ns_D_is_sq)c=r;const Nt=Fp.sub(Fp.mulN(Fp.mulN(c,Fp.subN(r,_1n5)),D_MINUS_ONE_SQ),D);const s2=Fp.sqrN(s);const W0=Fp.mul(Fp.addN(s,s),D);const W1=Fp.mul(
Nt,SQRT_AD_MINUS_ONE);const W2=Fp.sub(_1n5,s2);const W3=Fp.add(_1n5,s2);return new ed25519_Point(Fp.mul(W0,W3),Fp.mul(W2,W1),Fp.mul(W1,W3),Fp.mul(W0,W2))}var _RistrettoPoint=class __RistrettoPoint extends PrimeEdwardsPoint{static BASE=(()=>new __RistrettoPoint(
ed25519_Point.BASE))();static ZERO=(()=>new __RistrettoPoint(ed25519_Point.ZERO))();static Fp=(()=>Fp)();static Fn=(()=>Fn)();constructor(ep){super(ep)}static fromAffine(ap){
return new __RistrettoPoint(ed25519_Point.fromAffine(ap))}assertSame(other){if(!(other instanceof __RistrettoPoint))throw new Error("RistrettoPoint expected")}init(ep){
return new __RistrettoPoint(ep)}static fromBytes(bytes){abytes(bytes,32);const{a,d}=ed25519_CURVE;const s=bytes255ToNumberLE(bytes);if(!equalBytes(Fp.toBytes(s),
bytes)||Fp.isOdd(s))throw new Error("invalid ristretto255 encoding 1");const s2=Fp.sqr(s);const u1=Fp.add(_1n5,Fp.mulN(a,s2));const u2=Fp.sub(_1n5,Fp.mulN(a,s2));
const u1_2=Fp.sqr(u1);const u2_2=Fp.sqr(u2);const v=Fp.sub(Fp.mulN(Fp.mulN(a,d),u1_2),u2_2);const{isValid,value:I}=invertSqrt(Fp.mul(v,u2_2));const Dx=Fp.mul(I,
u2);const Dy=Fp.mul(Fp.mulN(I,Dx),v);let x=Fp.mul(Fp.addN(s,s),Dx);if(Fp.isOdd(x))x=Fp.neg(x);const y=Fp.mul(u1,Dy);const t=Fp.mul(x,y);if(!isValid||Fp.isOdd(t)||
Fp.is0(y))throw new Error("invalid ristretto255 encoding 2");return new __RistrettoPoint(new ed25519_Point(x,y,Fp.ONE,t))}static fromHex(hex){return __RistrettoPoint.
fromBytes(hexToBytes(hex))}toBytes(){let{X,Y,Z,T}=this.ep;const u1=Fp.mul(Fp.add(Z,Y),Fp.sub(Z,Y));const u2=Fp.mul(X,Y);const u2sq=Fp.sqr(u2);const{value:invsqrt}=invertSqrt(
Fp.mul(u1,u2sq));const D1=Fp.mul(invsqrt,u1);const D2=Fp.mul(invsqrt,u2);const zInv=Fp.mul(Fp.mulN(D1,D2),T);let D;if(Fp.isOdd(Fp.mul(T,zInv))){let _x=Fp.mul(Y,
SQRT_M1);let _y=Fp.mul(X,SQRT_M1);X=_x;Y=_y;D=Fp.mul(D1,INVSQRT_A_MINUS_D)}else{D=D2}if(Fp.isOdd(Fp.mul(X,zInv)))Y=Fp.neg(Y);let s=Fp.mul(Fp.subN(Z,Y),D);if(Fp.
isOdd(s))s=Fp.neg(s);return Fp.toBytes(s)}equals(other){this.assertSame(other);const{X:X1,Y:Y1}=this.ep;const{X:X2,Y:Y2}=other.ep;const one=Fp.eql(Fp.mul(X1,Y2),
Fp.mul(Y1,X2));const two=Fp.eql(Fp.mul(Y1,Y2),Fp.mul(X1,X2));return one||two}is0(){return this.equals(__RistrettoPoint.ZERO)}};var ristretto255_hasher=Object.freeze({Point:_RistrettoPoint,hashToCurve(msg,options){const DST=options?.DST===void 0?"ristretto255_XMD:SHA-512_R255MAP_RO_":options.
DST;const xmd=expand_message_xmd(msg,DST,64,sha512);return ristretto255_hasher.deriveToCurve(xmd)},hashToScalar(msg,options){const DST=options?.DST===void 0?_DST_scalar:
options.DST;const xmd=expand_message_xmd(msg,DST,64,sha512);return Fn.create(bytesToNumberLE(xmd))},deriveToCurve(bytes){abytes(bytes,64);const r1=bytes255ToNumberLE(
bytes.subarray(0,32));const R1=calcElligatorRistrettoMap(r1);const r2=bytes255ToNumberLE(bytes.subarray(32,64));const R2=calcElligatorRistrettoMap(r2);return new _RistrettoPoint(
R1.add(R2))}});var ristretto255_oprf=(()=>createOPRF({name:"ristretto255-SHA512",Point:_RistrettoPoint,hash:sha512,hashToGroup:ristretto255_hasher.hashToCurve,hashToScalar:ristretto255_hasher.
hashToScalar}))();export{ristretto255_oprf};
