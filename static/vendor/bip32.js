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
ed Uint8Array"+ofLen+", got "+got;if(!bytes)throw new TypeError(message);throw new RangeError(message)}function ahash(h){if(typeof h!=="function"||typeof h.create!=="function")throw new TypeError("expected hash wrapped by utils.createHasher");anumber(h.outputLen);
anumber(h.blockLen);if(h.outputLen<1||h.blockLen<1)throw new Error("hash blockLen / outputLen must be >= 1")}var aobject=(value,label)=>{if(value===null||typeof value!==
"object"||Array.isArray(value))throw new TypeError((label==="object"?"":`"${label}" `)+"expected object, got type="+typeof value)};var aopts=(value,label)=>{aobject(
value,label);const proto=Object.getPrototypeOf(value);if(proto!==Object.prototype&&proto!==null)throw new TypeError(`"${label}" expected plain object`);if(Object.
hasOwn(value,"__proto__"))throw new TypeError(`"${label}.__proto__" is not allowed`)};function aexists(instance,checkFinished=true){if(instance.destroyed)throw new Error(
"hash was destroyed");if(checkFinished&&instance.finished)throw new Error("digest() was already called")}function aoutput(out,instance){abytes(out,void 0,"outpu\
t");const min=instance.outputLen;if(!(out.length>=min)){throw new RangeError('"output" expected length >= '+min)}}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].fill(0)}}function createView(arr){return new DataView(arr.buffer,arr.byteOffset,arr.byteLength)}
function rotr(word,shift){return word<<32-shift|word>>>shift}function rotl(word,shift){return word<<shift|word>>>32-shift>>>0}var hasHexBuiltin=(()=>typeof Uint8Array.from([]).toHex==="function"&&typeof Uint8Array.fromHex==="function")();var hexes=Array.from({length:256},(_,i)=>i.toString(
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
new Uint8Array(bytesLength))}var oidNist=suffix=>({oid:Uint8Array.from([6,9,96,134,72,1,101,3,4,2,suffix])});function Chi(a,b,c){return a&b^~a&c}function Maj(a,b,c){return a&b^a&c^b&c}var HashMD=class{blockLen;outputLen;canXOF=false;padOffset;isLE;buffer;view;finished=false;length=0;pos=0;destroyed=false;constructor(blockLen,outputLen,padOffset,isLE){
this.blockLen=blockLen;this.outputLen=outputLen;this.padOffset=padOffset;this.isLE=isLE;this.buffer=new Uint8Array(blockLen);this.view=createView(this.buffer)}update(data){
aexists(this);abytes(data);const{view,buffer,blockLen}=this;const len=data.length;let processed=false;for(let pos=0;pos<len;){const take=Math.min(blockLen-this.
pos,len-pos);if(take===blockLen){const dataView=createView(data);for(;blockLen<=len-pos;pos+=blockLen)this.process(dataView,pos);processed=true;continue}buffer.
set(pos===0&&take===len?data:data.subarray(pos,pos+take),this.pos);this.pos+=take;pos+=take;if(this.pos===blockLen){this.process(view,0);this.pos=0;processed=true}}
this.length+=data.length;if(processed)this.roundClean();return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const{buffer,view,blockLen,
isLE}=this;let{pos}=this;buffer[pos++]=128;buffer.fill(0,pos);if(this.padOffset>blockLen-pos){this.process(view,0);buffer.fill(0)}setU64FromNum(view,blockLen-8,
this.length*8,isLE);this.process(view,0);this.roundClean();const oview=out===buffer?view:createView(out);const len=this.outputLen;const outLen=len/4;const state=this.
get();if(len%4||outLen>state.length)throw new Error("invalid outputLen");for(let i=0;i<outLen;i++)oview.setUint32(4*i,state[i],isLE)}digest(){const{buffer,outputLen}=this;
this.digestInto(buffer);const res=buffer.slice(0,outputLen);this.destroy();return res}_cloneIntoMeta(to){const{buffer,length,finished,destroyed,pos}=this;to.destroyed=
destroyed;to.finished=finished;to.length=length;to.pos=pos;if(pos)to.buffer.set(buffer);return to}clone(){return this._cloneInto()}};var SHA256_IV=Uint32Array.from(
[1779033703,3144134277,1013904242,2773480762,1359893119,2600822924,528734635,1541459225]);var SHA512_IV=Uint32Array.from([1779033703,4089235720,3144134277,2227873595,1013904242,4271175723,2773480762,1595750129,1359893119,2917565137,2600822924,725511199,
528734635,4215389547,1541459225,327033209]);var SHA256_K=Uint32Array.from([1116352408,1899447441,3049323471,3921009573,961987163,1508970993,2453635748,2870763221,3624381080,310598401,607225278,1426881987,
1925078388,2162078206,2614888103,3248222580,3835390401,4022224774,264347078,604807628,770255983,1249150122,1555081692,1996064986,2554220882,2821834349,2952996808,
3210313671,3336571891,3584528711,113926993,338241895,666307205,773529912,1294757372,1396182291,1695183700,1986661051,2177026350,2456956037,2730485921,2820302411,
3259730800,3345764771,3516065817,3600352804,4094571909,275423344,430227734,506948616,659060556,883997877,958139571,1322822218,1537002063,1747873779,1955562222,2024104815,
2227730452,2361852424,2428436474,2756734187,3204031479,3329325298]);var SHA256_W=new Uint32Array(64);var SHA2_32B=class extends HashMD{A=0;B=0;C=0;D=0;E=0;F=0;G=0;H=0;constructor(outputLen,IV){
super(64,outputLen,8,false);this.A=IV[0]|0;this.B=IV[1]|0;this.C=IV[2]|0;this.D=IV[3]|0;this.E=IV[4]|0;this.F=IV[5]|0;this.G=IV[6]|0;this.H=IV[7]|0}get(){const{
A,B,C,D,E,F,G,H}=this;return[A,B,C,D,E,F,G,H]}set(A,B,C,D,E,F,G,H){this.A=A|0;this.B=B|0;this.C=C|0;this.D=D|0;this.E=E|0;this.F=F|0;this.G=G|0;this.H=H|0}_cloneInto(to){
(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){for(let i=0;i<16;i++,offset+=4)SHA256_W[i]=view.getUint32(offset,
false);for(let i=16;i<64;i++){const W15=SHA256_W[i-15];const W2=SHA256_W[i-2];const s0=rotr(W15,7)^rotr(W15,18)^W15>>>3;const s1=rotr(W2,17)^rotr(W2,19)^W2>>>10;
SHA256_W[i]=s1+SHA256_W[i-7]+s0+SHA256_W[i-16]|0}let{A,B,C,D,E,F,G,H}=this;for(let i=0;i<64;i++){const sigma1=rotr(E,6)^rotr(E,11)^rotr(E,25);const T1=H+sigma1+
Chi(E,F,G)+SHA256_K[i]+SHA256_W[i]|0;const sigma0=rotr(A,2)^rotr(A,13)^rotr(A,22);const T2=sigma0+Maj(A,B,C)|0;H=G;G=F;F=E;E=D+T1|0;D=C;C=B;B=A;A=T1+T2|0}A=A+this.
A|0;B=B+this.B|0;C=C+this.C|0;D=D+this.D|0;E=E+this.E|0;F=F+this.F|0;G=G+this.G|0;H=H+this.H|0;this.set(A,B,C,D,E,F,G,H)}roundClean(){clean(SHA256_W)}destroy(){
this.destroyed=true;this.set(0,0,0,0,0,0,0,0);clean(this.buffer)}};var _SHA256=class extends SHA2_32B{constructor(){super(32,SHA256_IV)}};var K512=(()=>split(["0x428a2f98d728ae22","0x7137449123ef65cd","0xb5c0fbcfec4d3b2f","0xe9b5dba58189dbbc","0x3956c25bf348b538","0x59f111f1b605d019","0x923f82a4af\
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
this.destroyed=true;clean(this.buffer);this.set(0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0)}};var _SHA512=class extends SHA2_64B{constructor(){super(64,SHA512_IV)}};var sha256=createHasher(()=>new _SHA256,oidNist(1));var sha512=createHasher(()=>new _SHA512,oidNist(3));function aarray(item,title,inner=()=>{}){if(!Array.isArray(item))throw new TypeError(`"${title}" expected array, got type=${typeof item}`);for(let i=0;i<item.length;i++)
inner(item[i],`${title}[${i}]`);return item}var abytes2=(value,length,title)=>abytes(value,length,title);var anumber2=anumber;function astring(value,title=""){if(typeof value!==
"string"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected string, got type="+typeof value)}return value}function aobject2(value,title="ob\
ject"){if(value===null||typeof value!=="object"||Array.isArray(value))throw new TypeError(title==="object"?"expected valid options object":`"${title}" expected \
object, got type=${typeof value}`);return value}function afunction(value,title){if(typeof value!=="function")throw new TypeError(`"${title}" is invalid: expecte\
d function, got ${typeof value}`);return value}var bytesToHex2=bytesToHex;var concatBytes2=(...arrays)=>concatBytes(...arrays);var hexToBytes2=hex=>hexToBytes(hex);
var isBytes2=isBytes;var randomBytes2=bytesLength=>randomBytes(bytesLength);var _0n=BigInt(0);var _1n=BigInt(1);var atitle2=title=>title?`"${title}" `:"";function abool(value,title=""){
if(typeof value!=="boolean")throw new TypeError(atitle2(title)+"expected boolean, got type="+typeof value);return value}function abignumber(n){if(typeof n==="bi\
gint"){if(!isPosBig(n))throw new RangeError("positive bigint expected, got "+n)}else anumber2(n);return n}function asafenumber(value,title=""){if(typeof value!==
"number"){const prefix=title&&`"${title}" `;throw new TypeError(prefix+"expected number, got type="+typeof value)}if(!Number.isSafeInteger(value)){const prefix=title&&
`"${title}" `;throw new RangeError(prefix+"expected safe integer, got "+value)}}function numberToHexUnpadded(num){const hex=abignumber(num).toString(16);return hex.
length&1?"0"+hex:hex}function hexToNumber(hex){if(typeof hex!=="string")throw new TypeError("hex string expected, got "+typeof hex);return hex===""?_0n:BigInt("\
0x"+hex)}function bytesToNumberBE(bytes){return hexToNumber(bytesToHex(bytes))}function bytesToNumberLE(bytes){return hexToNumber(bytesToHex(copyBytes(abytes(bytes)).
reverse()))}function numberToBytesBE(n,len){anumber(len);if(len===0)throw new Error("zero output length is invalid");n=abignumber(n);const expectedLen=len*2;const hex=n.
toString(16);if(hex.length>expectedLen)throw new RangeError("number is too large");return hexToBytes(hex.padStart(expectedLen,"0"))}function numberToBytesLE(n,len){
return numberToBytesBE(n,len).reverse()}function copyBytes(bytes){return Uint8Array.from(abytes2(bytes))}function isPosBig(n){return typeof n==="bigint"&&_0n<=n}function inRange(n,min,max){return isPosBig(n)&&isPosBig(min)&&isPosBig(max)&&min<=n&&n<max}function aInRange(title,n,min,max){
if(!inRange(n,min,max))throw new RangeError("expected valid "+title+": "+min+" <= n < "+max+", got "+n)}function bitLen(n){if(n<_0n)throw new Error("expected no\
n-negative bigint, got "+n);return n===_0n?0:n.toString(2).length}var bitMask=n=>{asafenumber(n,"n");return(_1n<<BigInt(n))-_1n};function createHmacDrbg(hashLen,qByteLen,hmacFn){anumber(hashLen,"hashLen");anumber(qByteLen,"qBy\
teLen");if(typeof hmacFn!=="function")throw new TypeError("hmacFn must be a function");const u8n=len=>new Uint8Array(len);const NULL=Uint8Array.of();const byte0=Uint8Array.
of(0);const byte1=Uint8Array.of(1);const _maxDrbgIters=1e3;let v=u8n(hashLen);let k=u8n(hashLen);let i=0;const reset=()=>{v.fill(1);k.fill(0);i=0};const h=(...msgs)=>hmacFn(
k,concatBytes2(v,...msgs));const reseed=(seed=NULL)=>{k=h(byte0,seed);v=h();if(seed.length===0)return;k=h(byte1,seed);v=h()};const gen=()=>{if(i++>=_maxDrbgIters)
throw new Error("drbg: tried max amount of iterations");let len=0;const out=[];while(len<qByteLen){v=h();const sl=v.slice();out.push(sl);len+=v.length}return concatBytes2(
...out)};const genUntil=(seed,pred)=>{reset();reseed(seed);let res=void 0;while((res=pred(gen()))===void 0)reseed();reset();return res};return genUntil}function validateObject(object,fields={},optFields={},title="\
object"){aobject2(object,title);aobject2(fields,"fields");aobject2(optFields,"optFields");function checkField(fieldName,expectedType,isOpt){const label=title===
"object"?`param "${String(fieldName)}"`:`"${title}.${String(fieldName)}"`;const val=object[fieldName];if(!Object.hasOwn(object,fieldName)&&(isOpt?val!==void 0:expectedType!==
"function")){throw new TypeError(`${label} is invalid: expected own property`)}if(isOpt&&val===void 0)return;const current=typeof val;if(current!==expectedType||
val===null)throw new TypeError(`${label} is invalid: expected ${expectedType}, got ${current}`)}const iter=(f,isOpt)=>Object.entries(f).forEach(([k,v])=>checkField(
k,v,isOpt));iter(fields,false);iter(optFields,true)}var _0n2=BigInt(0);var _1n2=BigInt(1);var _2n=BigInt(2);var _3n=BigInt(3);var _4n=BigInt(4);var _5n=BigInt(5);var _7n=BigInt(7);var _8n=BigInt(8);var _9n=BigInt(
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
const inverse=pow(an,prime-_2n,prime);if(mod(an*inverse,prime)!==_1n2)throw new Error("invertCt: does not exist");return inverse}function assertIsSquare(Fp,root,n){
const F=Fp;if(!F.eql(F.sqr(root),n))throw new Error("Cannot find square root")}function aoddModulus(order,fnName){if((order&_1n2)===_0n2)throw new Error(fnName+
": expected odd modulus, got "+order)}function sqrt3mod4(Fp,n){const F=Fp;const p1div4=(F.ORDER+_1n2)/_4n;const root=F.pow(n,p1div4);assertIsSquare(F,root,n);return root}
function sqrt5mod8(Fp,n){const F=Fp;const p5div8=(F.ORDER-_5n)/_8n;const n2=F.mul(n,_2n);const v=F.pow(n2,p5div8);const nv=F.mul(n,v);const i=F.mul(F.mul(nv,_2n),
v);const root=F.mul(nv,F.sub(i,F.ONE));assertIsSquare(F,root,n);return root}function sqrt9mod16(P){const Fp_=Field(P);const tn=tonelliShanks(P);const c1=tn(Fp_,
Fp_.neg(Fp_.ONE));const c2=tn(Fp_,c1);const c3=tn(Fp_,Fp_.neg(c1));const c4=(P+_7n)/_16n;return((Fp,n)=>{const F=Fp;let tv1=F.pow(n,c4);let tv2=F.mul(tv1,c1);const tv3=F.
mul(tv1,c2);const tv4=F.mul(tv1,c3);const e1=F.eql(F.sqr(tv2),n);const e2=F.eql(F.sqr(tv3),n);tv1=F.cmov(tv1,tv2,e1);tv2=F.cmov(tv4,tv3,e2);const e3=F.eql(F.sqr(
tv2),n);const root=F.cmov(tv1,tv2,e3);assertIsSquare(F,root,n);return root})}function tonelliShanks(P){if(P<_3n)throw new Error("sqrt is not defined for small f\
ield");aoddModulus(P,"tonelliShanks");let Q=P-_1n2;let S=0;while(Q%_2n===_0n2){Q/=_2n;S++}let Z=_2n;const _Fp=Field(P);while(FpLegendre(_Fp,Z)===1){if(Z++>1e3)throw new Error(
"Cannot find square root: probably non-prime P")}if(S===1)return sqrt3mod4;let cc=_Fp.pow(Z,Q);const Q1div2=(Q+_1n2)/_2n;return function tonelliSlow(Fp,n){const F=Fp;
if(F.is0(n))return n;if(FpLegendre(F,n)!==1)throw new Error("Cannot find square root");let M=S;let c=F.mul(F.ONE,cc);let t=F.pow(n,Q);let R=F.pow(n,Q1div2);while(!F.
eql(t,F.ONE)){if(F.is0(t))throw new Error("Cannot find square root: probably non-prime P");let i=1;let t_tmp=F.sqr(t);while(!F.eql(t_tmp,F.ONE)){i++;t_tmp=F.sqr(
t_tmp);if(i===M)throw new Error("Cannot find square root")}const exponent=_1n2<<BigInt(M-i-1);const b=F.pow(c,exponent);M=i;c=F.sqr(b);t=F.mul(t,c);R=F.mul(R,b)}
return R}}function FpSqrt(P){aoddModulus(P,"Fp.sqrt");if(P%_4n===_3n)return sqrt3mod4;if(P%_8n===_5n)return sqrt5mod8;if(P%_16n===_9n)return sqrt9mod16(P);return tonelliShanks(
P)}var FIELD_FIELDS=["create","isValid","is0","neg","inv","sqrt","sqr","eql","add","sub","mul","pow","div","addN","subN","mulN","sqrN"];function validateField(field){
aobject2(field,"field");if(typeof field.ORDER!=="bigint")throw new TypeError('param "ORDER" is invalid: expected bigint, got '+typeof field.ORDER);asafenumber(field.
BYTES,"BYTES");asafenumber(field.BITS,"BITS");for(const name of FIELD_FIELDS)afunction(field[name],"field."+name);if(field.BYTES<1||field.BITS<1)throw new Error(
"invalid field: expected BYTES/BITS > 0");if(field.ORDER<=_1n2)throw new Error("invalid field: expected ORDER > 1, got "+field.ORDER);return field}function FpInvertBatch(Fp,nums,passZero=false){validateField(Fp);aarray(nums,"nums");abool(passZero,"passZero");const F=Fp;const inverted=new Array(nums.length).
fill(passZero?F.ZERO:void 0);const multipliedAcc=nums.reduce((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=acc;return F.mul(acc,num)},F.ONE);const invertedAcc=F.
inv(multipliedAcc);nums.reduceRight((acc,num,i)=>{if(F.is0(num))return acc;inverted[i]=F.mul(acc,inverted[i]);return F.mul(acc,num)},invertedAcc);return inverted}function FpLegendre(Fp,n){validateField(Fp);const F=Fp;aoddModulus(F.ORDER,"FpLegendre");const p1mod2=(F.ORDER-_1n2)/_2n;const powered=F.pow(n,p1mod2);const yes=F.
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
reduced,fieldLen)}var _0n3=BigInt(0);var _1n3=BigInt(1);var _4n2=BigInt(4);var BLIND_BYTES=16;var BLIND_BITS=128;var FW_WINDOW=5;var TABLE_BYTES_MAX=(()=>2**31)();function validatePointCons(Point2){
const pc=Point2;if(typeof pc!=="function")throw new TypeError('"Point" expected constructor, got type='+typeof Point2);afunction(pc.fromAffine,"Point.fromAffine");
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
const w=digits[i][bit];if(w){const item=tables[i][Math.abs(w)-1>>1];acc=acc.add(w<0?item.negate():item)}}}return acc}var ScalarMultiplier=class{Point;BASE;ZERO;randomBytes;wnafPrecomputes=new WeakMap;baseCanBeBlinded;bits;constructor(Point2,randomBytes3){
validatePointCons(Point2);this.randomBytes=probeRandomBytes(randomBytes3,BLIND_BYTES);this.Point=Point2;this.BASE=Point2.BASE;this.ZERO=Point2.ZERO;this.bits=Point2.
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
igint`)}const Fp=createField(CURVE.p,curveOpts.Fp,FpFnLE);const Fn2=createField(CURVE.n,curveOpts.Fn,FpFnLE);const _b=type==="weierstrass"?"b":"d";const params=[
"Gx","Gy","a",_b];for(const p of params){if(!Fp.isValid(CURVE[p]))throw new Error(`CURVE.${p} must be valid field element of CURVE.Fp`)}CURVE=Object.freeze(Object.
assign({},CURVE));return{CURVE,Fp,Fn:Fn2}}function createKeygen(randomSecretKey,getPublicKey){return function keygen(seed){const secretKey=randomSecretKey(seed);
return{secretKey,publicKey:getPublicKey(secretKey)}}}var _HMAC=class{oHash;iHash;blockLen;outputLen;canXOF=false;finished=false;destroyed=false;constructor(hash,key){ahash(hash);abytes(key,void 0,"key");this.iHash=
hash.create();if(typeof this.iHash.update!=="function")throw new Error("expected Hash instance");this.blockLen=this.iHash.blockLen;this.outputLen=this.iHash.outputLen;
const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(key).digest():key);for(let i=0;i<pad.length;i++)
pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.update(pad);clean(pad)}update(buf){aexists(this);
this.iHash.update(buf);return this}digestInto(out){aexists(this);aoutput(out,this);this.finished=true;const buf=out.subarray(0,this.outputLen);this.iHash.digestInto(
buf);this.oHash.update(buf);this.oHash.digestInto(buf);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(out);return out}_cloneInto(to){
to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen,canXOF}=this;to=to;to.finished=finished;to.destroyed=
destroyed;to.blockLen=blockLen;to.outputLen=outputLen;to.canXOF=canXOF;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){
return this._cloneInto()}destroy(){this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac=(()=>{const hmac_=((hash,key,message)=>new _HMAC(hash,
key).update(message).digest());hmac_.create=(hash,key)=>new _HMAC(hash,key);return hmac_})();var _0n4=BigInt(0);var DERErr=class extends Error{constructor(m=""){super(m)}};var _DER={Err:DERErr,_tlv:{encode:(tag,data)=>{const{Err:E}=_DER;asafenumber(tag,
"tag");if(tag<0||tag>255)throw new E("tlv.encode: wrong tag");astring(data,"data");if(data.length&1)throw new E("tlv.encode: unpadded data");const dataLen=data.
length/2;const len=numberToHexUnpadded(dataLen);if(len.length/2&128)throw new E("tlv.encode: long form length too big");const lenLen=dataLen>127?numberToHexUnpadded(
len.length/2|128):"";const t=numberToHexUnpadded(tag);return t+lenLen+len+data},decode(tag,data){const{Err:E}=_DER;data=abytes2(data,void 0,"DER data");let pos=0;
if(tag<0||tag>255)throw new E("tlv.decode: wrong tag");if(data.length<2||data[pos++]!==tag)throw new E("tlv.decode: wrong tlv");const first=data[pos++];const isLong=!!(first&
128);let length=0;if(!isLong)length=first;else{const lenLen=first&127;if(!lenLen)throw new E("tlv.decode(long): indefinite length not supported");if(lenLen>4)throw new E(
"tlv.decode(long): byte length is too big");const lengthBytes=data.subarray(pos,pos+lenLen);if(lengthBytes.length!==lenLen)throw new E("tlv.decode: length bytes\
 not complete");if(lengthBytes[0]===0)throw new E("tlv.decode(long): zero leftmost byte");for(const b of lengthBytes)length=length<<8|b;pos+=lenLen;if(length<128)
throw new E("tlv.decode(long): not minimal encoding")}const v=data.subarray(pos,pos+length);if(v.length!==length)throw new E("tlv.decode: wrong value length");return{
v,l:data.subarray(pos+length)}}},_int:{encode(num){const{Err:E}=_DER;abignumber(num);if(num<_0n4)throw new E("integer: negative integers are not allowed");let hex=numberToHexUnpadded(
num);if(Number.parseInt(hex[0],16)&8)hex="00"+hex;if(hex.length&1)throw new E("unexpected DER parsing assertion: unpadded hex");return hex},decode(data){const{Err:E}=_DER;
if(data.length<1)throw new E("invalid signature integer: empty");if(data[0]&128)throw new E("invalid signature integer: negative");if(data.length>1&&data[0]===0&&
!(data[1]&128))throw new E("invalid signature integer: unnecessary leading zero");return bytesToNumberBE(data)}},toSig(bytes,maxScalarBytes){const{Err:E,_int:int,
_tlv:tlv}=_DER;if(maxScalarBytes!==void 0){asafenumber(maxScalarBytes,"maxScalarBytes");if(maxScalarBytes<1)throw new E("invalid signature: maxScalarBytes must \
be positive")}const data=abytes2(bytes,void 0,"signature");const{v:seqBytes,l:seqLeftBytes}=tlv.decode(48,data);if(seqLeftBytes.length)throw new E("invalid sign\
ature: left bytes after parsing");const{v:rBytes,l:rLeftBytes}=tlv.decode(2,seqBytes);const{v:sBytes,l:sLeftBytes}=tlv.decode(2,rLeftBytes);if(sLeftBytes.length)
throw new E("invalid signature: left bytes after parsing");if(maxScalarBytes!==void 0&&(rBytes.length>maxScalarBytes||sBytes.length>maxScalarBytes))throw new E(
"invalid signature: integer too large");return{r:int.decode(rBytes),s:int.decode(sBytes)}},hexFromSig(sig){const{_tlv:tlv,_int:int}=_DER;validateObject(sig,{r:"\
bigint",s:"bigint"},{},"sig");const rs=tlv.encode(2,int.encode(sig.r));const ss=tlv.encode(2,int.encode(sig.s));const seq=rs+ss;return tlv.encode(48,seq)}};var DER=(()=>{
Object.freeze(_DER._tlv);Object.freeze(_DER._int);return Object.freeze(_DER)})();var divNearest=(num,den)=>(num+(num>=0?den:-den)/_2n2)/den;function _splitEndoScalar(k,basis,n){aInRange("scalar",k,_0n5,n);const[[a1,b1],[a2,b2]]=basis;const c1=divNearest(
b2*k,n);const c2=divNearest(-b1*k,n);let k1=k-c1*a1-c2*a2;let k2=-c1*b1-c2*b2;const k1neg=k1<_0n5;const k2neg=k2<_0n5;if(k1neg)k1=-k1;if(k2neg)k2=-k2;const MAX_NUM=bitMask(
Math.ceil(bitLen(n)/2))+_1n4;if(k1<_0n5||k1>=MAX_NUM||k2<_0n5||k2>=MAX_NUM){throw new Error("splitScalar (endomorphism): failed for k")}return{k1neg,k1,k2neg,k2}}
function validateSigFormat(format){if(!["compact","recovered","der"].includes(format))throw new Error('Signature format must be "compact", "recovered", or "der"');
return format}function validateSigOpts(opts,def){validateObject(opts);const optsn={};for(let optName of Object.keys(def)){optsn[optName]=opts[optName]===void 0?
def[optName]:opts[optName]}abool(optsn.lowS,"lowS");abool(optsn.prehash,"prehash");if(optsn.format!==void 0)validateSigFormat(optsn.format);return optsn}var _0n5=BigInt(
0);var _1n4=BigInt(1);var _2n2=BigInt(2);var _3n2=BigInt(3);var _4n3=BigInt(4);function weierstrass(params,extraOpts={}){const validated=createCurveFields("weie\
rstrass",params,extraOpts);const Fp=validated.Fp;const Fn2=validated.Fn;let CURVE=validated.CURVE;const{h:cofactor,n:CURVE_ORDER}=CURVE;validateObject(extraOpts,
{},{allowInfinityPoint:"boolean",clearCofactor:"function",isTorsionFree:"function",fromBytes:"function",toBytes:"function",endo:"object",randomBytes:"function"});
const{endo:endoOpts,allowInfinityPoint,clearCofactor,isTorsionFree,fromBytes,toBytes}=extraOpts;const randomBytes3=extraOpts.randomBytes===void 0?randomBytes2:extraOpts.
randomBytes;if(endoOpts){if(!Fp.is0(CURVE.a)||typeof endoOpts.beta!=="bigint"||!Array.isArray(endoOpts.basises)){throw new Error('invalid endo: expected "beta":\
 bigint and "basises": array')}}const endo=endoOpts?{beta:endoOpts.beta,basises:endoOpts.basises.map(basis=>[...basis])}:void 0;const lengths=getWLengths(Fp,Fn2);
function assertCompressionIsSupported(){if(!Fp.isOdd)throw new Error("compression is not supported: Field does not have .isOdd()")}function pointToBytes(_c,point,isCompressed){
if(point.is0()){if(!allowInfinityPoint)throw new Error("bad point: ZERO");return Uint8Array.of(0)}const{x,y}=point.toAffine();const bx=Fp.toBytes(x);abool(isCompressed,
"isCompressed");if(isCompressed){assertCompressionIsSupported();const hasEvenY=!Fp.isOdd(y);return concatBytes2(pprefix(hasEvenY),bx)}else{return concatBytes2(Uint8Array.
of(4),bx,Fp.toBytes(y))}}function pointFromBytes(bytes){abytes2(bytes,void 0,"Point");const{publicKey:comp,publicKeyUncompressed:uncomp}=lengths;const length=bytes.
length;const head=bytes[0];const tail=bytes.subarray(1);if(allowInfinityPoint&&length===1&&head===0)return{x:Fp.ZERO,y:Fp.ZERO};if(length===comp&&(head===2||head===
3)){const x=Fp.fromBytes(tail);if(!Fp.isValid(x))throw new Error("bad point: is not on curve, wrong x");const y2=weierstrassEquation(x);let y;try{y=Fp.sqrt(y2)}catch(sqrtError){
const err=sqrtError instanceof Error?": "+sqrtError.message:"";throw new Error("bad point: is not on curve, sqrt error"+err)}assertCompressionIsSupported();const evenY=Fp.
isOdd(y);const evenH=(head&1)===1;if(evenH!==evenY)y=Fp.neg(y);return{x,y}}else if(length===uncomp&&head===4){const L=Fp.BYTES;const x=Fp.fromBytes(tail.subarray(
0,L));const y=Fp.fromBytes(tail.subarray(L,L*2));if(!isValidXY(x,y))throw new Error("bad point: is not on curve");return{x,y}}else{throw new Error(`bad point: g\
ot length ${length}, expected compressed=${comp} or uncompressed=${uncomp}`)}}const encodePoint=toBytes===void 0?pointToBytes:toBytes;const decodePoint=fromBytes===
void 0?pointFromBytes:fromBytes;const b3=Fp.mul(CURVE.b,_3n2);const mulA=Fp.is0(CURVE.a)?_=>Fp.ZERO:x=>Fp.mul(CURVE.a,x);function weierstrassEquation(x){const x2=Fp.
sqr(x);const x3=Fp.mul(x2,x);return Fp.add(Fp.add(x3,Fp.mul(x,CURVE.a)),CURVE.b)}function isValidXY(x,y){const left=Fp.sqr(y);const right=weierstrassEquation(x);
return Fp.eql(left,right)}if(!isValidXY(CURVE.Gx,CURVE.Gy))throw new Error("bad curve params: generator point");const _4a3=Fp.mul(Fp.pow(CURVE.a,_3n2),_4n3);const _27b2=Fp.
mul(Fp.sqr(CURVE.b),BigInt(27));if(Fp.is0(Fp.add(_4a3,_27b2)))throw new Error("bad curve params: a or b");function acoord(title,n,banZero=false){if(!Fp.isValid(
n)||banZero&&Fp.is0(n))throw new Error(`bad point coordinate ${title}`);return typeof n==="object"&&n!==null?Fp.create(n):n}function aprjpoint(other){if(!(other instanceof
Point2))throw new Error("Weierstrass Point expected")}function splitEndoScalarN(k){if(!endo||!endo.basises)throw new Error("no endo");return _splitEndoScalar(k,
endo.basises,Fn2.ORDER)}function pushWnafPair(points,scalars,p,k){if(!Fn2.isValid(k))throw new RangeError("invalid scalar: out of range");if(endo){const{k1neg,k1,
k2neg,k2}=splitEndoScalarN(k);const psi=new Point2(Fp.mul(p.X,endo.beta),p.Y,p.Z);points.push(k1neg?p.negate():p,k2neg?psi.negate():psi);scalars.push(k1,k2)}else{
points.push(p);scalars.push(k)}}const validityCache=new WeakSet;class Point2{static BASE=new Point2(CURVE.Gx,CURVE.Gy,Fp.ONE);static ZERO=new Point2(Fp.ZERO,Fp.
ONE,Fp.ZERO);static Fp=Fp;static Fn=Fn2;X;Y;Z;constructor(X,Y,Z){this.X=acoord("x",X);this.Y=acoord("y",Y,true);this.Z=acoord("z",Z);Object.freeze(this)}static CURVE(){
return CURVE}static fromAffine(p){const{x,y}=p||{};if(!p||!Fp.isValid(x)||!Fp.isValid(y))throw new Error("invalid affine point");if(p instanceof Point2)throw new Error(
"projective point not allowed");if(Fp.is0(x)&&Fp.is0(y))return Point2.ZERO;return new Point2(x,y,Fp.ONE)}static fromBytes(bytes){const P=Point2.fromAffine(decodePoint(
abytes2(bytes,void 0,"point")));P.assertValidity();return P}static fromHex(hex){return Point2.fromBytes(hexToBytes2(hex))}get x(){return this.toAffine().x}get y(){
return this.toAffine().y}precompute(windowSize=6,isLazy=true){wnaf.setWindowSize(this,windowSize);if(!isLazy)this.multiply(_3n2);return this}assertValidity(){const p=this;
if(p.is0()){if(allowInfinityPoint&&Fp.is0(p.X)&&Fp.eql(p.Y,Fp.ONE)&&Fp.is0(p.Z))return;throw new Error("bad point: ZERO")}if(validityCache.has(p))return;const{x,
y}=p.toAffine();if(!Fp.isValid(x)||!Fp.isValid(y))throw new Error("bad point: x or y not field elements");if(!isValidXY(x,y))throw new Error("bad point: equatio\
n left != right");if(!p.isTorsionFree())throw new Error("bad point: not in prime-order subgroup");validityCache.add(p)}hasEvenY(){const{y}=this.toAffine();if(!Fp.
isOdd)throw new Error("Field doesn't support isOdd");return!Fp.isOdd(y)}equals(other){aprjpoint(other);const{X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;const U1=Fp.
eql(Fp.mul(X1,Z2),Fp.mul(X2,Z1));const U2=Fp.eql(Fp.mul(Y1,Z2),Fp.mul(Y2,Z1));return U1&&U2}negate(){return new Point2(this.X,Fp.neg(this.Y),this.Z)}double(){const{
X:X1,Y:Y1,Z:Z1}=this;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X1);let t1=Fp.mul(Y1,Y1);let t2=Fp.mul(Z1,Z1);let t3=Fp.mul(X1,Y1);t3=Fp.add(t3,t3);Z3=
Fp.mul(X1,Z1);Z3=Fp.add(Z3,Z3);X3=mulA(Z3);Y3=Fp.mul(b3,t2);Y3=Fp.add(X3,Y3);X3=Fp.sub(t1,Y3);Y3=Fp.add(t1,Y3);Y3=Fp.mul(X3,Y3);X3=Fp.mul(t3,X3);Z3=Fp.mul(b3,Z3);
t2=mulA(t2);t3=Fp.sub(t0,t2);t3=mulA(t3);t3=Fp.add(t3,Z3);Z3=Fp.add(t0,t0);t0=Fp.add(Z3,t0);t0=Fp.add(t0,t2);t0=Fp.mul(t0,t3);Y3=Fp.add(Y3,t0);t2=Fp.mul(Y1,Z1);
t2=Fp.add(t2,t2);t0=Fp.mul(t2,t3);X3=Fp.sub(X3,t0);Z3=Fp.mul(t2,t1);Z3=Fp.add(Z3,Z3);Z3=Fp.add(Z3,Z3);return new Point2(X3,Y3,Z3)}add(other){aprjpoint(other);const{
X:X1,Y:Y1,Z:Z1}=this;const{X:X2,Y:Y2,Z:Z2}=other;let X3=Fp.ZERO,Y3=Fp.ZERO,Z3=Fp.ZERO;let t0=Fp.mul(X1,X2);let t1=Fp.mul(Y1,Y2);let t2=Fp.mul(Z1,Z2);let t3=Fp.add(
X1,Y1);let t4=Fp.add(X2,Y2);t3=Fp.mul(t3,t4);t4=Fp.add(t0,t1);t3=Fp.sub(t3,t4);t4=Fp.add(X1,Z1);let t5=Fp.add(X2,Z2);t4=Fp.mul(t4,t5);t5=Fp.add(t0,t2);t4=Fp.sub(
t4,t5);t5=Fp.add(Y1,Z1);X3=Fp.add(Y2,Z2);t5=Fp.mul(t5,X3);X3=Fp.add(t1,t2);t5=Fp.sub(t5,X3);Z3=mulA(t4);X3=Fp.mul(b3,t2);Z3=Fp.add(X3,Z3);X3=Fp.sub(t1,Z3);Z3=Fp.
add(t1,Z3);Y3=Fp.mul(X3,Z3);t1=Fp.add(t0,t0);t1=Fp.add(t1,t0);t2=mulA(t2);t4=Fp.mul(b3,t4);t1=Fp.add(t1,t2);t2=Fp.sub(t0,t2);t2=mulA(t2);t4=Fp.add(t4,t2);t0=Fp.
mul(t1,t4);Y3=Fp.add(Y3,t0);t0=Fp.mul(t5,t4);X3=Fp.mul(t3,X3);X3=Fp.sub(X3,t0);t0=Fp.mul(t3,t1);Z3=Fp.mul(t5,Z3);Z3=Fp.add(Z3,t0);return new Point2(X3,Y3,Z3)}subtract(other){
aprjpoint(other);return this.add(other.negate())}is0(){return this.equals(Point2.ZERO)}multiply(scalar){if(!Fn2.isValidNot0(scalar))throw new RangeError("invali\
d scalar: out of range");const{p,f}=wnaf.mulSecret(this,scalar,cofactor,normalize);return normalize([p,f])[0]}multiplyUnsafe(scalar){const p=this;const sc=scalar;
if(!Fn2.isValid(sc))throw new RangeError("invalid scalar: out of range");if(sc===_0n5||p.is0())return Point2.ZERO;if(sc===_1n4)return p;if(wnaf.hasWindowSize(this))
return wnaf.mulUnsafe(p,sc,normalize);const points=[];const scalars=[];pushWnafPair(points,scalars,p,sc);return mulAddUnsafe(Point2,points,scalars)}mulAddUnsafe(a,other,b){
aprjpoint(other);const points=[];const scalars=[];pushWnafPair(points,scalars,this,a);pushWnafPair(points,scalars,other,b);return mulAddUnsafe(Point2,points,scalars)}toAffine(invertedZ){
const p=this;let iz=invertedZ;if(iz!=null&&!Fp.isValid(iz))throw new RangeError('"invertedZ" expected valid field element');const{X,Y,Z}=p;if(Fp.eql(Z,Fp.ONE))return{
x:X,y:Y};const is0=p.is0();if(iz==null)iz=is0?Fp.ONE:Fp.inv(Z);const x=Fp.mul(X,iz);const y=Fp.mul(Y,iz);const zz=Fp.mul(Z,iz);if(is0)return{x:Fp.ZERO,y:Fp.ZERO};
if(!Fp.eql(zz,Fp.ONE))throw new Error("invZ was invalid");return{x,y}}isTorsionFree(){if(cofactor===_1n4)return true;if(isTorsionFree)return isTorsionFree(Point2,
this);return wnaf.mulUnsafe(this,CURVE_ORDER).is0()}clearCofactor(){if(cofactor===_1n4)return this;if(clearCofactor)return clearCofactor(Point2,this);return this.
multiplyUnsafe(cofactor)}isSmallOrder(){if(cofactor===_1n4)return this.is0();return this.clearCofactor().is0()}toBytes(isCompressed=true){abool(isCompressed,"is\
Compressed");this.assertValidity();return encodePoint(Point2,this,isCompressed)}toHex(isCompressed=true){return bytesToHex2(this.toBytes(isCompressed))}toString(){
return`<Point ${this.is0()?"ZERO":this.toHex()}>`}}const normalize=points=>normalizeZ(Point2,points);const wnaf=new ScalarMultiplier(Point2,randomBytes3);if(wnaf.
bits>=6)Point2.BASE.precompute(6);Object.freeze(Point2.prototype);Object.freeze(Point2);return Point2}function pprefix(hasEvenY){return Uint8Array.of(hasEvenY?2:
3)}function getWLengths(Fp,Fn2){return{secretKey:Fn2.BYTES,publicKey:1+Fp.BYTES,publicKeyUncompressed:1+2*Fp.BYTES,publicKeyHasPrefix:true,signature:2*Fn2.BYTES}}
function ecdh(Point2,ecdhOpts={}){validatePointCons(Point2);const{Fn:Fn2}=Point2;const randomBytes_=ecdhOpts.randomBytes===void 0?randomBytes2:ecdhOpts.randomBytes;
const lengths=Object.assign(getWLengths(Point2.Fp,Fn2),{seed:Math.max(getMinHashLength(Fn2.ORDER),16)});function isValidSecretKey(secretKey){try{const num=Fn2.fromBytes(
secretKey);return Fn2.isValidNot0(num)}catch(error){return false}}function isValidPublicKey(publicKey,isCompressed){const{publicKey:comp,publicKeyUncompressed}=lengths;
try{const l=publicKey.length;if(isCompressed===true&&l!==comp)return false;if(isCompressed===false&&l!==publicKeyUncompressed)return false;return!Point2.fromBytes(
publicKey).is0()}catch(error){return false}}function randomSecretKey(seed){seed=seed===void 0?randomBytes_(lengths.seed):seed;return mapHashToField(abytes2(seed,
lengths.seed,"seed"),Fn2.ORDER)}function getPublicKey(secretKey,isCompressed=true){return Point2.BASE.multiply(Fn2.fromBytes(secretKey)).toBytes(isCompressed)}function isProbPub(item){
const{secretKey,publicKey,publicKeyUncompressed}=lengths;const allowedLengths=Fn2._lengths;if(!isBytes2(item))return void 0;const l=abytes2(item,void 0,"key").length;
const isPub=l===publicKey||l===publicKeyUncompressed;const isSec=l===secretKey||!!allowedLengths?.includes(l);if(isPub&&isSec)return void 0;return isPub}function getSharedSecret(secretKeyA,publicKeyB,isCompressed=true){
if(isProbPub(secretKeyA)===true)throw new Error("first arg must be private key");if(isProbPub(publicKeyB)===false)throw new Error("second arg must be public key");
const s=Fn2.fromBytes(secretKeyA);const b=Point2.fromBytes(publicKeyB);if(b.is0())throw new Error("invalid public key: point at infinity");return b.multiply(s).
toBytes(isCompressed)}const utils={isValidSecretKey,isValidPublicKey,randomSecretKey};const keygen=createKeygen(randomSecretKey,getPublicKey);Object.freeze(utils);
Object.freeze(lengths);return Object.freeze({getPublicKey,getSharedSecret,keygen,Point:Point2,utils,lengths})}function ecdsa(Point2,hash,ecdsaOpts={}){validatePointCons(
Point2);const hash_=hash;ahash(hash_);validateObject(ecdsaOpts,{},{hmac:"function",lowS:"boolean",randomBytes:"function",bits2int:"function",bits2int_modN:"func\
tion"});const opts=Object.assign({},ecdsaOpts);const randomBytes3=opts.randomBytes===void 0?randomBytes2:opts.randomBytes;const hmac2=opts.hmac===void 0?(key,msg)=>hmac(
hash_,key,msg):opts.hmac;const{Fp,Fn:Fn2}=Point2;const{ORDER:CURVE_ORDER,BITS:fnBits}=Fn2;const blindLength=getMinHashLength(CURVE_ORDER);const csprng=probeRandomBytes(
randomBytes3,blindLength);const{keygen,getPublicKey,getSharedSecret,utils,lengths}=ecdh(Point2,opts);const defaultSigOpts={prehash:true,lowS:typeof opts.lowS===
"boolean"?opts.lowS:true,format:"compact",extraEntropy:false};const hasLargeRecoveryLifts=CURVE_ORDER*_2n2+_1n4<Fp.ORDER;function isBiggerThanHalfOrder(number){
const HALF=CURVE_ORDER>>_1n4;return number>HALF}function validateRS(title,num){if(!Fn2.isValidNot0(num))throw new Error(`invalid signature ${title}: out of rang\
e 1..Point.Fn.ORDER`);return num}function assertFieldSignIsSupported(){if(!Fp.isOdd)throw new Error("Field doesn't support isOdd")}function getRecoveryBit(x,y,r){
assertFieldSignIsSupported();return(x===r?0:2)|Number(Fp.isOdd(y))}function assertRecoverableCurve(){if(hasLargeRecoveryLifts)throw new Error('"recovered" sig t\
ype is not supported for cofactor >2 curves')}function validateSigLength(bytes,format){validateSigFormat(format);const size=lengths.signature;const sizer=format===
"compact"?size:format==="recovered"?size+1:void 0;return abytes2(bytes,sizer)}class Signature{r;s;recovery;constructor(r,s,recovery){this.r=validateRS("r",r);this.
s=validateRS("s",s);if(recovery!=null){assertRecoverableCurve();if(![0,1,2,3].includes(recovery))throw new Error("invalid recovery id");this.recovery=recovery}Object.
freeze(this)}static fromBytes(bytes,format=defaultSigOpts.format){validateSigLength(bytes,format);let recid;if(format==="der"){if(bytes.length>2*Fn2.BYTES+16)throw new DER.
Err("invalid signature: DER signature too long");const{r:r2,s:s2}=DER.toSig(abytes2(bytes),Fn2.BYTES+1);return new Signature(r2,s2)}if(format==="recovered"){recid=
bytes[0];format="compact";bytes=bytes.subarray(1)}const L=lengths.signature/2;const r=bytes.subarray(0,L);const s=bytes.subarray(L,L*2);return new Signature(Fn2.
fromBytes(r),Fn2.fromBytes(s),recid)}static fromHex(hex,format){return this.fromBytes(hexToBytes2(hex),format)}assertRecovery(){const{recovery}=this;if(recovery==
null)throw new Error("invalid recovery id: must be present");return recovery}addRecoveryBit(recovery){return new Signature(this.r,this.s,recovery)}recoverPublicKey(messageHash){
const{r,s}=this;const recovery=this.assertRecovery();const radj=recovery===2||recovery===3?r+CURVE_ORDER:r;if(!Fp.isValid(radj))throw new Error("invalid recover\
y id: sig.r+curve.n != R.x");const x=Fp.toBytes(radj);const R=Point2.fromBytes(concatBytes2(pprefix((recovery&1)===0),x));const ir=Fn2.inv(radj);const h=bits2int_modN(
abytes2(messageHash,void 0,"msgHash"));const u1=Fn2.create(-h*ir);const u2=Fn2.create(s*ir);const Q=Point2.BASE.mulAddUnsafe(u1,R,u2);if(Q.is0())throw new Error(
"invalid recovery: point at infinify");Q.assertValidity();return Q}hasHighS(){return isBiggerThanHalfOrder(this.s)}toBytes(format=defaultSigOpts.format){validateSigFormat(
format);if(format==="der")return hexToBytes2(DER.hexFromSig(this));const{r,s}=this;const rb=Fn2.toBytes(r);const sb=Fn2.toBytes(s);if(format==="recovered"){assertRecoverableCurve();
return concatBytes2(Uint8Array.of(this.assertRecovery()),rb,sb)}return concatBytes2(rb,sb)}toHex(format){return bytesToHex2(this.toBytes(format))}}Object.freeze(
Signature.prototype);Object.freeze(Signature);const bits2int=opts.bits2int===void 0?function bits2int_def(bytes){if(bytes.length>8192)throw new Error("input is \
too large");const num=bytesToNumberBE(bytes);const delta=bytes.length*8-fnBits;return delta>0?num>>BigInt(delta):num}:opts.bits2int;const bits2int_modN=opts.bits2int_modN===
void 0?function bits2int_modN_def(bytes){return Fn2.create(bits2int(bytes))}:opts.bits2int_modN;const ORDER_MASK=bitMask(fnBits);function int2octets(num){aInRange(
"num < 2^"+fnBits,num,_0n5,ORDER_MASK);return Fn2.toBytes(num)}function validateMsgAndHash(message,prehash){abytes2(message,void 0,"message");return prehash?abytes2(
hash_(message),void 0,"prehashed message"):message}function prepSig(message,secretKey,opts2){const{lowS,prehash,extraEntropy}=validateSigOpts(opts2,defaultSigOpts);
message=validateMsgAndHash(message,prehash);const h1int=bits2int_modN(message);const d=Fn2.fromBytes(secretKey);if(!Fn2.isValidNot0(d))throw new Error("invalid \
private key");const seedArgs=[int2octets(d),int2octets(h1int)];if(extraEntropy!=null&&extraEntropy!==false){const e=extraEntropy===true?randomBytes3(lengths.secretKey):
extraEntropy;seedArgs.push(abytes2(e,void 0,"extraEntropy"))}const seed=concatBytes2(...seedArgs);const m=h1int;function k2sig(kBytes){const k=bits2int(kBytes);
if(!Fn2.isValidNot0(k))return;const q=Point2.BASE.multiply(k).toAffine();const r=Fn2.create(q.x);if(r===_0n5)return;let s;if(csprng!==void 0){const b=bytesToNumberBE(
mapHashToField(csprng(blindLength),CURVE_ORDER));const ibk=Fn2.inv(Fn2.mul(b,k));const bm=Fn2.mul(b,m);const bd=Fn2.mul(b,d);s=Fn2.create(ibk*Fn2.create(bm+bd*r))}else{
const ik=invertCt(k,CURVE_ORDER);s=Fn2.create(ik*Fn2.create(m+r*d))}if(s===_0n5)return;let recovery=getRecoveryBit(q.x,q.y,r);let normS=s;if(lowS&&isBiggerThanHalfOrder(
s)){normS=Fn2.neg(s);recovery^=1}return new Signature(r,normS,hasLargeRecoveryLifts?void 0:recovery)}return{seed,k2sig}}function sign(message,secretKey,opts2={}){
const{seed,k2sig}=prepSig(message,secretKey,opts2);const drbg=createHmacDrbg(hash_.outputLen,Fn2.BYTES,hmac2);const sig=drbg(seed,k2sig);return sig.toBytes(opts2.
format)}function verify(signature,message,publicKey,opts2={}){const{lowS,prehash,format}=validateSigOpts(opts2,defaultSigOpts);publicKey=abytes2(publicKey,void 0,
"publicKey");message=validateMsgAndHash(message,prehash);if(!isBytes2(signature)){const end=signature instanceof Signature?", use sig.toBytes()":"";throw new Error(
"verify expects Uint8Array signature"+end)}validateSigLength(signature,format);try{const sig=Signature.fromBytes(signature,format);const P=Point2.fromBytes(publicKey);
if(P.is0())return false;if(lowS&&sig.hasHighS())return false;const{r,s}=sig;const h=bits2int_modN(message);const is=Fn2.inv(s);const u1=Fn2.create(h*is);const u2=Fn2.
create(r*is);const R=Point2.BASE.mulAddUnsafe(u1,P,u2);if(R.is0())return false;const q=R.toAffine();const v=Fn2.create(q.x);if(v!==r)return false;if(format==="r\
ecovered"&&sig.recovery!==getRecoveryBit(q.x,q.y,r))return false;return true}catch(e){return false}}function recoverPublicKey(signature,message,opts2={}){const{
prehash}=validateSigOpts(opts2,defaultSigOpts);message=validateMsgAndHash(message,prehash);return Signature.fromBytes(signature,"recovered").recoverPublicKey(message).
toBytes()}return Object.freeze({keygen,getPublicKey,getSharedSecret,utils,lengths,Point:Point2,sign,verify,recoverPublicKey,Signature,hash:hash_})}var secp256k1_CURVE={p:BigInt("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f"),n:BigInt("0xfffffffffffffffffffffffffffffffebaaedce6af48a03b\
bfd25e8cd0364141"),h:BigInt(1),a:BigInt(0),b:BigInt(7),Gx:BigInt("0x79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"),Gy:BigInt("0x483ada7726a3\
c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8")};var secp256k1_ENDO={beta:BigInt("0x7ae96a2b657c07106e64479eac3434e99cf0497512f58995c1396c28719501ee"),basises:[
[BigInt("0x3086d221a7d46bcde86c90e49284eb15"),-BigInt("0xe4437ed6010e88286f547fa90abfe4c3")],[BigInt("0x114ca50f7a8e2f3f657c1108d9d44cfd8"),BigInt("0x3086d221a7\
d46bcde86c90e49284eb15")]]};var _2n3=BigInt(2);function sqrtMod(y){const P=secp256k1_CURVE.p;const _3n3=BigInt(3),_6n=BigInt(6),_11n=BigInt(11),_22n=BigInt(22);const _23n=BigInt(23),_44n=BigInt(
44),_88n=BigInt(88);const b2=y*y*y%P;const b3=b2*b2*y%P;const b6=pow2(b3,_3n3,P)*b3%P;const b9=pow2(b6,_3n3,P)*b3%P;const b11=pow2(b9,_2n3,P)*b2%P;const b22=pow2(
b11,_11n,P)*b11%P;const b44=pow2(b22,_22n,P)*b22%P;const b88=pow2(b44,_44n,P)*b44%P;const b176=pow2(b88,_88n,P)*b88%P;const b220=pow2(b176,_44n,P)*b44%P;const b223=pow2(
b220,_3n3,P)*b3%P;const t1=pow2(b223,_23n,P)*b22%P;const t2=pow2(t1,_6n,P)*b2%P;const root=pow2(t2,_2n3,P);if(!Fpk1.eql(Fpk1.sqr(root),y))throw new Error("Canno\
t find square root");return root}var Fpk1=Field(secp256k1_CURVE.p,{sqrt:sqrtMod});var Pointk1=weierstrass(secp256k1_CURVE,{Fp:Fpk1,endo:secp256k1_ENDO});var secp256k1=ecdsa(
Pointk1,sha256);var Rho160=Uint8Array.from([7,4,13,1,10,6,15,3,12,0,9,5,2,14,11,8]);var Id160=(()=>Uint8Array.from(new Array(16).fill(0).map((_,i)=>i)))();var Pi160=(()=>Id160.
map(i=>(9*i+5)%16))();var idxLR=(()=>{const L=[Id160];const R=[Pi160];const res=[L,R];for(let i=0;i<4;i++)for(let j of res)j.push(j[i].map(k=>Rho160[k]));return res})();
var idxL=(()=>idxLR[0])();var idxR=(()=>idxLR[1])();var shifts160=[[11,14,15,12,5,8,7,9,11,13,14,15,6,7,9,8],[12,13,11,15,6,9,9,7,12,15,11,13,7,8,7,7],[13,15,14,
11,7,7,6,8,13,14,13,12,5,5,6,9],[14,11,12,14,8,6,5,5,15,12,15,14,9,9,8,6],[15,12,13,13,9,5,8,6,14,11,12,11,8,6,5,5]].map(i=>Uint8Array.from(i));var shiftsL160=idxL.
map((idx,i)=>idx.map(j=>shifts160[i][j]));var shiftsR160=idxR.map((idx,i)=>idx.map(j=>shifts160[i][j]));var Kl160=Uint32Array.from([0,1518500249,1859775393,2400959708,
2840853838]);var Kr160=Uint32Array.from([1352829926,1548603684,1836072691,2053994217,0]);function ripemd_f(group,x,y,z){if(group===0)return x^y^z;if(group===1)return x&
y|~x&z;if(group===2)return(x|~y)^z;if(group===3)return x&z|y&~z;return x^(y|~z)}var BUF_160=new Uint32Array(16);var _RIPEMD160=class extends HashMD{h0=1732584193|
0;h1=4023233417|0;h2=2562383102|0;h3=271733878|0;h4=3285377520|0;constructor(){super(64,20,8,true)}get(){const{h0,h1,h2,h3,h4}=this;return[h0,h1,h2,h3,h4]}set(h0,h1,h2,h3,h4){
this.h0=h0|0;this.h1=h1|0;this.h2=h2|0;this.h3=h3|0;this.h4=h4|0}_cloneInto(to){(to||=new this.constructor).set(...this.get());return this._cloneIntoMeta(to)}process(view,offset){
for(let i=0;i<16;i++,offset+=4)BUF_160[i]=view.getUint32(offset,true);let al=this.h0|0,ar=al,bl=this.h1|0,br=bl,cl=this.h2|0,cr=cl,dl=this.h3|0,dr=dl,el=this.h4|
0,er=el;for(let group=0;group<5;group++){const rGroup=4-group;const hbl=Kl160[group],hbr=Kr160[group];const rl=idxL[group],rr=idxR[group];const sl=shiftsL160[group],
sr=shiftsR160[group];for(let i=0;i<16;i++){const tl=rotl(al+ripemd_f(group,bl,cl,dl)+BUF_160[rl[i]]+hbl,sl[i])+el|0;al=el,el=dl,dl=rotl(cl,10)|0,cl=bl,bl=tl}for(let i=0;i<
16;i++){const tr=rotl(ar+ripemd_f(rGroup,br,cr,dr)+BUF_160[rr[i]]+hbr,sr[i])+er|0;ar=er,er=dr,dr=rotl(cr,10)|0,cr=br,br=tr}}this.set(this.h1+cl+dr|0,this.h2+dl+
er|0,this.h3+el+ar|0,this.h4+al+br|0,this.h0+bl+cr|0)}roundClean(){clean(BUF_160)}destroy(){this.destroyed=true;clean(this.buffer);this.set(0,0,0,0,0)}};var ripemd160=createHasher(
()=>new _RIPEMD160);var freeze=fn=>Object.freeze(fn());function isBytes3(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELE\
MENT"in a&&a.BYTES_PER_ELEMENT===1}function abytes3(b){if(!isBytes3(b))throw new TypeError("Uint8Array expected")}function afn(input){if(typeof input!=="function")throw new TypeError("function expected");return true}function astr(label,input){if(typeof input!=="string")throw new TypeError(
`${label}: string expected`);return true}function anumber3(n,title="number"){if(typeof n!=="number")throw new TypeError(`${title}: expected number, got ${typeof n}`);
if(!Number.isSafeInteger(n))throw new RangeError(`${title}: expected safe integer, got ${n}`)}function chain(...args){const id=a=>a;const wrap=(a,b)=>c=>a(b(c));const encode=args.map(x=>x.encode).reduceRight(wrap,id);const decode=args.map(x=>x.decode).reduce(
wrap,id);return{encode,decode}}var asciiDecoder=(()=>{try{const decoder=new TextDecoder;return decoder.decode(Uint8Array.of(65,48,43,127))==="A0+\x7F"?decoder:void 0}catch(e){return void 0}})();
var B2S_CHUNK=8192;function charcodesToString(codes){const len=codes.length;if(asciiDecoder!==void 0&&len>=12)return asciiDecoder.decode(codes);if(len<=B2S_CHUNK)
return String.fromCharCode.apply(null,codes);let res="";for(let i=0;i<len;i+=B2S_CHUNK)res+=String.fromCharCode.apply(null,codes.subarray(i,i+B2S_CHUNK));return res}function alphabet(letters,aliases){const len=letters.length;if(len>128)throw new Error("alphabet: max 128 letters");const encTable=new Uint8Array(len);const decTable=new Int8Array(
128).fill(-1);for(let i=0;i<len;i++){const code=letters.charCodeAt(i);if(letters.codePointAt(i)!==code||code>127)throw new Error("alphabet: single-char ASCII le\
tters only");encTable[i]=code;decTable[code]=i}if(aliases!==void 0){for(const alias of Object.keys(aliases)){const code=alias.charCodeAt(0);const target=decTable[aliases[alias].
charCodeAt(0)];if(alias.length!==1||code>127||target===void 0||target===-1)throw new Error(`alphabet: invalid alias ${alias}`);decTable[code]=target}}return{encode:digits=>{
const codes=new Uint8Array(digits.length);for(let i=0;i<digits.length;i++){const d=digits[i];const code=encTable[d];if(code===void 0)throw new Error(`alphabet.e\
ncode: invalid digit ${d}`);codes[i]=code}return charcodesToString(codes)},decode:input=>{astr("decode",input);const slen=input.length;const digits=new Uint8Array(
slen);for(let i=0;i<slen;i++){const code=input.charCodeAt(i);const digit=code<128?decTable[code]:-1;if(digit===-1)throw new Error(`Unknown letter "${input[i]}".\
 Allowed: ${letters}`);digits[i]=digit}return digits}}}function checksum(len,fn){anumber3(len);if(len<=0)throw new RangeError(`checksum length must be positive: ${len}`);afn(fn);const _fn=fn;return{encode(data){abytes3(
data);const sum=_fn(data).slice(0,len);const res=new Uint8Array(data.length+len);res.set(data);res.set(sum,data.length);return res},decode(data){abytes3(data);const payload=data.
slice(0,-len);const oldChecksum=data.slice(-len);const newChecksum=_fn(payload).slice(0,len);for(let i=0;i<len;i++)if(newChecksum[i]!==oldChecksum[i])throw new Error(
"Invalid checksum");return payload}}}var B58_GROUP=656356768;var RADIX_BASE_N_MAX_LENGTH=65536;var BASE_N_MAX_BYTES=2048;var BASE_N_MAX_CHARS=4096;var radixBaseN=(BASE,GROUP)=>({encode:bytes=>{abytes3(bytes);const blen=bytes.
length;if(blen===0)return new Uint8Array(0);if(blen>=RADIX_BASE_N_MAX_LENGTH)throw new Error("invalid length");let zeros=0;while(zeros<blen-1&&bytes[zeros]===0)
zeros++;const nlimbs=Math.ceil(blen/2);const limbs=new Uint16Array(nlimbs);const odd=blen&1;if(odd)limbs[0]=bytes[0];for(let i=odd,j2=odd;i<blen;i+=2,j2++)limbs[j2]=
bytes[i]<<8|bytes[i+1];const groups=[];let pos=0;while(pos<nlimbs){let carry=0;for(let i=pos;i<nlimbs;i++){const cur=carry*65536+limbs[i];const q=Math.floor(cur/
GROUP);carry=cur-q*GROUP;limbs[i]=q;if(q===0&&i===pos)pos++}groups.push(carry)}const top=groups.length-1;let sig=top*5;for(let v=groups[top];;v=Math.floor(v/BASE)){
sig++;if(v<BASE)break}const res=new Uint8Array(zeros+sig);let j=res.length-1;for(let g=0;g<top;g++){let v=groups[g];for(let k=0;k<5;k++){res[j--]=v%BASE;v=Math.
floor(v/BASE)}}for(let v=groups[top];j>=zeros;v=Math.floor(v/BASE))res[j--]=v%BASE;return res},decode:digits=>{abytes3(digits);const dlen=digits.length;if(dlen===
0)return new Uint8Array(0);if(dlen>=RADIX_BASE_N_MAX_LENGTH)throw new Error("invalid length");let zeros=0;while(zeros<dlen-1&&digits[zeros]===0)zeros++;const limbs=new Uint16Array(
Math.ceil(dlen*6/16)+1);let used=0;let i=0;let group=dlen%5||5;while(i<dlen){let gval=0;let factor=1;for(const end=i+group;i<end;i++){const d=digits[i];if(d>=BASE)
throw new Error(`invalid integer: ${d}`);gval=gval*BASE+d;factor*=BASE}group=5;let carry=gval;for(let k=0;k<used;k++){const cur=limbs[k]*factor+carry;carry=Math.
floor(cur/65536);limbs[k]=cur-carry*65536}for(;carry>0;carry=Math.floor(carry/65536))limbs[used++]=carry%65536}const valueBytes=used===0?1:used*2-(limbs[used-1]<
256?1:0);const res=new Uint8Array(zeros+valueBytes);let j=res.length-1;for(let k=0;k<used;k++){const limb=limbs[k];res[j--]=limb&255;if(j>=zeros)res[j--]=limb>>
8}return res}});var genBaseN=(radix,abc)=>{const letters=alphabet(abc);return{encode(bytes){abytes3(bytes);if(bytes.length>BASE_N_MAX_BYTES)throw new Error("inv\
alid length");return letters.encode(radix.encode(bytes))},decode(str){astr("baseN.decode",str);if(str.length>BASE_N_MAX_CHARS)throw new Error("invalid length");
return radix.decode(letters.decode(str))}}};var radix58=radixBaseN(58,B58_GROUP);var genBase58=abc=>genBaseN(radix58,abc);var base58=freeze(()=>genBase58("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"));var createBase58check=sha2562=>{afn(sha2562);const _sha256=sha2562;return chain(checksum(4,data=>_sha256(_sha256(data))),base58)};var Point=(()=>secp256k1.Point)();var Fn=(()=>Point.Fn)();var base58check=createBase58check(sha256);var MASTER_SECRET=(()=>{return Uint8Array.from("Bitcoin seed".
split(""),char=>char.charCodeAt(0))})();var BITCOIN_VERSIONS={private:76066276,public:76067358};var HARDENED_OFFSET=2147483648;var MAX_DEPTH=255;var hash160=data=>ripemd160(
sha256(data));var fromU32=data=>createView(data).getUint32(0,false);var toU32=(n,title="number")=>{if(typeof n!=="number")throw new TypeError(`"${title}" expect\
ed number, got type=${typeof n}`);if(!Number.isSafeInteger(n)||n<0||n>2**32-1)throw new RangeError(`"${title}" expected integer in range 0..2**32-1, got ${n}`);
const buf=new Uint8Array(4);createView(buf).setUint32(0,n,false);return buf};var validateVersions=(versions,title="versions")=>{if(!(typeof versions==="object"&&
versions!==null))throw new Error("versions must be an object");toU32(versions.private,`${title}.private`);toU32(versions.public,`${title}.public`);return versions};
var HDKey=class _HDKey{get fingerprint(){if(!this._pubHash){throw new Error("No publicKey set!")}return fromU32(this._pubHash)}get identifier(){return this._pubHash?
Uint8Array.from(this._pubHash):void 0}get pubKeyHash(){return this._pubHash?Uint8Array.from(this._pubHash):void 0}get privateKey(){return this._privateKey?Uint8Array.
from(this._privateKey):null}get publicKey(){return this._publicKey?Uint8Array.from(this._publicKey):null}get chainCode(){return this._chainCode?Uint8Array.from(
this._chainCode):null}get privateExtendedKey(){const priv=this._privateKey;if(!priv){throw new Error("No private key")}return base58check.encode(this.serialize(
this.versions.private,concatBytes(Uint8Array.of(0),priv)))}get publicExtendedKey(){if(!this._publicKey){throw new Error("No public key")}return base58check.encode(
this.serialize(this.versions.public,this._publicKey))}static fromMasterSeed(seed,versions=BITCOIN_VERSIONS){abytes(seed);versions=validateVersions(versions);if(8*
seed.length<128||8*seed.length>512){throw new RangeError("HDKey: seed length must be between 128 and 512 bits; 256 bits is advised, got "+seed.length)}const I=hmac(
sha512,MASTER_SECRET,seed);const privateKey=I.slice(0,32);const chainCode=I.slice(32);return new _HDKey({versions,chainCode,privateKey})}static fromExtendedKey(base58key,versions=BITCOIN_VERSIONS){
versions=validateVersions(versions);const keyBuffer=base58check.decode(base58key);if(keyBuffer.length!==78){throw new Error(`HDKey: invalid extended key length:\
 expected 78 bytes, got ${keyBuffer.length}`)}const keyView=createView(keyBuffer);const version=keyView.getUint32(0,false);const opt={versions,depth:keyBuffer[4],
parentFingerprint:keyView.getUint32(5,false),index:keyView.getUint32(9,false),chainCode:keyBuffer.slice(13,45)};const key=keyBuffer.slice(45);const isPriv=key[0]===
0;if(version!==versions[isPriv?"private":"public"]){throw new Error("Version mismatch")}if(isPriv){return new _HDKey({...opt,privateKey:key.slice(1)})}else{return new _HDKey(
{...opt,publicKey:key})}}static fromJSON(json){return _HDKey.fromExtendedKey("xpriv"in json?json.xpriv:json.xpub)}versions;depth=0;index=0;parentFingerprint=0;_chainCode=null;_privateKey;_publicKey;_pubHash;constructor(opt){
if(!opt||typeof opt!=="object"){throw new Error("HDKey.constructor must not be called directly")}const depth=opt.depth??0;const index=opt.index??0;const parentFingerprint=opt.
parentFingerprint??0;if(!Number.isSafeInteger(depth)||depth<0||depth>MAX_DEPTH){throw new RangeError("HDKey: depth must be an integer in range 0..255")}toU32(index,
"index");toU32(parentFingerprint,"parentFingerprint");if(depth===0&&(index!==0||parentFingerprint!==0)){throw new Error("HDKey: zero depth with non-zero index/p\
arent fingerprint")}this.versions=opt.versions?validateVersions(opt.versions):BITCOIN_VERSIONS;this.depth=depth;if(opt.chainCode)abytes(opt.chainCode,32);this._chainCode=
opt.chainCode?Uint8Array.from(opt.chainCode):null;this.index=index;this.parentFingerprint=parentFingerprint;if(opt.publicKey&&opt.privateKey){throw new Error("H\
DKey: publicKey and privateKey at same time.")}if(opt.privateKey){if(!secp256k1.utils.isValidSecretKey(opt.privateKey))throw new Error("Invalid private key");this.
_privateKey=Uint8Array.from(opt.privateKey);this._publicKey=secp256k1.getPublicKey(this._privateKey,true)}else if(opt.publicKey){this._publicKey=Point.fromBytes(
opt.publicKey).toBytes(true)}else{throw new Error("HDKey: no public or private key provided")}this._pubHash=hash160(this._publicKey)}derive(path){if(!/^[mM]'?/.
test(path)){throw new Error('Path must start with "m" or "M"')}if(/^[mM]'?$/.test(path)){return this}const parts=path.replace(/^[mM]'?\//,"").split("/");if(parts.
length>MAX_DEPTH-this.depth){throw new Error("HDKey: path exceeds the serializable depth 255")}let child=this;for(const c of parts){const m=/^(\d+)('?)$/.exec(c);
const m1=m&&m[1];if(!m||m.length!==3||typeof m1!=="string")throw new Error("invalid child index: "+c);let idx=+m1;if(!Number.isSafeInteger(idx)||idx>=HARDENED_OFFSET){
throw new Error("Invalid index")}if(m[2]==="'"){idx+=HARDENED_OFFSET}child=child.deriveChild(idx)}return child}deriveChild(index){return this._deriveChild(index)}_deriveChild(index,_I){
if(!this._publicKey||!this._chainCode){throw new Error("No publicKey or chainCode set")}let data=toU32(index,"index");if(index>=HARDENED_OFFSET){const priv=this.
_privateKey;if(!priv){throw new Error("Could not derive hardened child key")}data=concatBytes(Uint8Array.of(0),priv,data)}else{data=concatBytes(this._publicKey,
data)}const out=_I||hmac(sha512,this._chainCode,data);abytes(out,64);const childTweak=out.slice(0,32);const chainCode=out.slice(32);const opt={versions:this.versions,
chainCode,depth:this.depth+1,parentFingerprint:this.fingerprint,index};if(opt.depth>MAX_DEPTH){throw new Error("HDKey: depth exceeds the serializable value 255")}
const retry=()=>{const maxIndex=this._privateKey?2**32-1:HARDENED_OFFSET-1;if(index>=maxIndex){throw new Error(`HDKey: cannot retry child derivation at index ${index}`)}
return this.deriveChild(index+1)};const ctweak=Fn.fromBytes(childTweak,true);if(!Fn.isValid(ctweak))return retry();if(this._privateKey){const added=Fn.create(Fn.
fromBytes(this._privateKey)+ctweak);if(!Fn.isValidNot0(added))return retry();opt.privateKey=Fn.toBytes(added)}else{const point=Point.fromBytes(this._publicKey);
const added=ctweak===0n?point:point.add(Point.BASE.multiply(ctweak));if(added.equals(Point.ZERO))return retry();opt.publicKey=added.toBytes(true)}return new _HDKey(
opt)}sign(hash){if(!this._privateKey){throw new Error("No privateKey set!")}abytes(hash,32);return secp256k1.sign(hash,this._privateKey,{prehash:false})}verify(hash,signature){
abytes(hash,32);abytes(signature,64);if(!this._publicKey){throw new Error("No publicKey set!")}return secp256k1.verify(signature,hash,this._publicKey,{prehash:false})}wipePrivateData(){
if(this._privateKey){this._privateKey.fill(0);this._privateKey=void 0}return this}toJSON(){return this.toPrivateJSON()}toPrivateJSON(){return{xpriv:this.privateExtendedKey,
xpub:this.publicExtendedKey}}serialize(version,key){if(!this._chainCode){throw new Error("No chainCode set")}abytes(key,33);return concatBytes(toU32(version,"ve\
rsion"),new Uint8Array([this.depth]),toU32(this.parentFingerprint,"parentFingerprint"),toU32(this.index,"index"),this._chainCode,key)}};export{HDKey};
