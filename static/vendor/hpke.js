var __getOwnPropNames=Object.getOwnPropertyNames;var __esm=(fn,res,err)=>function __init(){if(err)throw err[0];try{return fn&&(res=(0,fn[__getOwnPropNames(fn)[0]])(fn=0)),res}catch(e){throw err=[e],e}};var crypto_exports={};var init_crypto=__esm({"empty:crypto"(){}});var HpkeError=class extends Error{constructor(e){let message;if(e instanceof Error){message=e.message}else if(typeof e==="string"){message=e}else{message=""}super(
message);this.name=this.constructor.name}};var InvalidParamError=class extends HpkeError{};var SerializeError=class extends HpkeError{};var DeserializeError=class extends HpkeError{};var EncapError=class extends HpkeError{};var DecapError=class extends HpkeError{};
var ExportError=class extends HpkeError{};var SealError=class extends HpkeError{};var OpenError=class extends HpkeError{};var MessageLimitReachedError=class extends HpkeError{};
var DeriveKeyPairError=class extends HpkeError{};var NotSupportedError=class extends HpkeError{};var dntGlobals={};var dntGlobalThis=createMergeProxy(globalThis,dntGlobals);function createMergeProxy(baseObj,extObj){return new Proxy(baseObj,{get(_target,prop,_receiver){
if(prop in extObj){return extObj[prop]}else{return baseObj[prop]}},set(_target,prop,value){if(prop in extObj){delete extObj[prop]}baseObj[prop]=value;return true},
deleteProperty(_target,prop){let success=false;if(prop in extObj){delete extObj[prop];success=true}if(prop in baseObj){delete baseObj[prop];success=true}return success},
ownKeys(_target){const baseKeys=Reflect.ownKeys(baseObj);const extKeys=Reflect.ownKeys(extObj);const extKeysSet=new Set(extKeys);return[...baseKeys.filter(k=>!extKeysSet.
has(k)),...extKeys]},defineProperty(_target,prop,desc){if(prop in extObj){delete extObj[prop]}Reflect.defineProperty(baseObj,prop,desc);return true},getOwnPropertyDescriptor(_target,prop){
if(prop in extObj){return Reflect.getOwnPropertyDescriptor(extObj,prop)}else{return Reflect.getOwnPropertyDescriptor(baseObj,prop)}},has(_target,prop){return prop in
extObj||prop in baseObj}})}async function loadSubtleCrypto(){if(dntGlobalThis!==void 0&&globalThis.crypto!==void 0){return globalThis.crypto.subtle}try{const{webcrypto}=await Promise.resolve().then(()=>(init_crypto(),crypto_exports));
return webcrypto.subtle}catch(e){throw new NotSupportedError(e)}}var NativeAlgorithm=class{constructor(){Object.defineProperty(this,"_api",{enumerable:true,configurable:true,
writable:true,value:void 0})}async _setup(){if(this._api!==void 0){return}this._api=await loadSubtleCrypto()}};var Mode={Base:0,Psk:1,Auth:2,AuthPsk:3};var KemId={NotAssigned:0,DhkemP256HkdfSha256:16,DhkemP384HkdfSha384:17,DhkemP521HkdfSha512:18,DhkemSecp256k1HkdfSha256:19,
DhkemX25519HkdfSha256:32,DhkemX448HkdfSha512:33,HybridkemX25519Kyber768:48,MlKem512:64,MlKem768:65,MlKem1024:66,XWing:25722};var KdfId={HkdfSha256:1,HkdfSha384:2,
HkdfSha512:3,Sha3256:4,Sha3384:5,Sha3512:6,Shake128:16,Shake256:17,TurboShake128:18,TurboShake256:19};var AeadId={Aes128Gcm:1,Aes256Gcm:2,Chacha20Poly1305:3,ExportOnly:65535};var INPUT_LENGTH_LIMIT=8192;var INFO_LENGTH_LIMIT=268435456;var MINIMUM_PSK_LENGTH=32;var EMPTY=new Uint8Array(0);var SUITE_ID_HEADER_KEM=new Uint8Array([75,69,77,0,0]);var HPKE_VERSION=new Uint8Array([72,80,75,69,45,118,49]);function toUint8Array(input){return new Uint8Array(toArrayBuffer(input))}function toArrayBuffer(input){
if(input instanceof ArrayBuffer){return input}if(ArrayBuffer.isView(input)){return new Uint8Array(input.buffer,input.byteOffset,input.byteLength).slice().buffer}
return new Uint8Array(input).slice().buffer}var HkdfNative=class extends NativeAlgorithm{constructor(){super();Object.defineProperty(this,"id",{enumerable:true,
configurable:true,writable:true,value:KdfId.HkdfSha256});Object.defineProperty(this,"hashSize",{enumerable:true,configurable:true,writable:true,value:0});Object.
defineProperty(this,"_suiteId",{enumerable:true,configurable:true,writable:true,value:EMPTY});Object.defineProperty(this,"algHash",{enumerable:true,configurable:true,
writable:true,value:{name:"HMAC",hash:"SHA-256",length:256}})}init(suiteId){this._suiteId=suiteId}buildLabeledIkm(label,ikm){this._checkInit();const ret=new Uint8Array(
7+this._suiteId.byteLength+label.byteLength+ikm.byteLength);ret.set(HPKE_VERSION,0);ret.set(this._suiteId,7);ret.set(label,7+this._suiteId.byteLength);ret.set(ikm,
7+this._suiteId.byteLength+label.byteLength);return ret}buildLabeledInfo(label,info,len){this._checkInit();const ret=new Uint8Array(9+this._suiteId.byteLength+label.
byteLength+info.byteLength);ret.set(new Uint8Array([0,len]),0);ret.set(HPKE_VERSION,2);ret.set(this._suiteId,9);ret.set(label,9+this._suiteId.byteLength);ret.set(
info,9+this._suiteId.byteLength+label.byteLength);return ret}async extract(salt,ikm){await this._setup();const saltBuf=salt.byteLength===0?new ArrayBuffer(this.
hashSize):toArrayBuffer(salt);if(saltBuf.byteLength!==this.hashSize){throw new InvalidParamError("The salt length must be the same as the hashSize")}const ikmBuf=toArrayBuffer(
ikm);const key=await this._api.importKey("raw",saltBuf,this.algHash,false,["sign"]);return await this._api.sign("HMAC",key,ikmBuf)}async expand(prk,info,len){await this.
_setup();const prkBuf=toArrayBuffer(prk);const key=await this._api.importKey("raw",prkBuf,this.algHash,false,["sign"]);const okm=new ArrayBuffer(len);const okmBytes=new Uint8Array(
okm);let prev=EMPTY;const mid=toUint8Array(info);const tail=new Uint8Array(1);if(len>255*this.hashSize){throw new Error("Entropy limit reached")}const tmp=new Uint8Array(
this.hashSize+mid.length+1);for(let i=1,cur=0;cur<okmBytes.length;i++){tail[0]=i;tmp.set(prev,0);tmp.set(mid,prev.length);tmp.set(tail,prev.length+mid.length);prev=
new Uint8Array(await this._api.sign("HMAC",key,tmp.slice(0,prev.length+mid.length+1)));if(okmBytes.length-cur>=prev.length){okmBytes.set(prev,cur);cur+=prev.length}else{
okmBytes.set(prev.slice(0,okmBytes.length-cur),cur);cur+=okmBytes.length-cur}}return okm}async extractAndExpand(salt,ikm,info,len){await this._setup();const ikmBuf=toArrayBuffer(
ikm);const baseKey=await this._api.importKey("raw",ikmBuf,"HKDF",false,["deriveBits"]);return await this._api.deriveBits({name:"HKDF",hash:this.algHash.hash,salt:toArrayBuffer(
salt),info:toArrayBuffer(info)},baseKey,len*8)}async labeledExtract(salt,label,ikm){return await this.extract(salt,this.buildLabeledIkm(label,ikm))}async labeledExpand(prk,label,info,len){
return await this.expand(prk,this.buildLabeledInfo(label,info,len),len)}_checkInit(){if(this._suiteId===EMPTY){throw new Error("Not initialized. Call init()")}}};
var HkdfSha256Native=class extends HkdfNative{constructor(){super(...arguments);Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,
value:KdfId.HkdfSha256});Object.defineProperty(this,"hashSize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"algHash",
{enumerable:true,configurable:true,writable:true,value:{name:"HMAC",hash:"SHA-256",length:256}})}};var isCryptoKeyPair=x=>typeof x==="object"&&x!==null&&typeof x.privateKey==="object"&&typeof x.publicKey==="object";function i2Osp(n,w){if(w<=0){throw new Error(
"i2Osp: too small size")}if(n>=256**w){throw new Error("i2Osp: too large integer")}const ret=new Uint8Array(w);for(let i=0;i<w&&n;i++){ret[w-(i+1)]=n%256;n=Math.
floor(n/256)}return ret}function concat(a,b){const ret=new Uint8Array(a.length+b.length);ret.set(a,0);ret.set(b,a.length);return ret}function base64UrlToBytes(v){
const base64=v.replace(/-/g,"+").replace(/_/g,"/");const byteString=atob(base64);const ret=new Uint8Array(byteString.length);for(let i=0;i<byteString.length;i++){
ret[i]=byteString.charCodeAt(i)}return ret}function xor(a,b){if(a.byteLength!==b.byteLength){throw new Error("xor: different length inputs")}const buf=new Uint8Array(a.byteLength);for(let i=0;i<a.byteLength;i++){
buf[i]=a[i]^b[i]}return buf}var LABEL_EAE_PRK=new Uint8Array([101,97,101,95,112,114,107]);var LABEL_SHARED_SECRET=new Uint8Array([115,104,97,114,101,100,95,115,101,99,114,101,116]);function concat3(a,b,c){
const ret=new Uint8Array(a.length+b.length+c.length);ret.set(a,0);ret.set(b,a.length);ret.set(c,a.length+b.length);return ret}var Dhkem=class{constructor(id,prim,kdf){
Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"secretSize",{enumerable:true,configurable:true,
writable:true,value:0});Object.defineProperty(this,"encSize",{enumerable:true,configurable:true,writable:true,value:0});Object.defineProperty(this,"publicKeySiz\
e",{enumerable:true,configurable:true,writable:true,value:0});Object.defineProperty(this,"privateKeySize",{enumerable:true,configurable:true,writable:true,value:0});
Object.defineProperty(this,"_prim",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_kdf",{enumerable:true,configurable:true,
writable:true,value:void 0});this.id=id;this._prim=prim;this._kdf=kdf;const suiteId=new Uint8Array(SUITE_ID_HEADER_KEM);suiteId.set(i2Osp(this.id,2),3);this._kdf.
init(suiteId)}async serializePublicKey(key){return await this._prim.serializePublicKey(key)}async deserializePublicKey(key){return await this._prim.deserializePublicKey(
toArrayBuffer(key))}async serializePrivateKey(key){return await this._prim.serializePrivateKey(key)}async deserializePrivateKey(key){return await this._prim.deserializePrivateKey(
toArrayBuffer(key))}async importKey(format,key,isPublic=true){return await this._prim.importKey(format,key,isPublic)}async generateKeyPair(){return await this._prim.
generateKeyPair()}async deriveKeyPair(ikm){const rawIkm=toArrayBuffer(ikm);if(rawIkm.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long ikm")}
return await this._prim.deriveKeyPair(rawIkm)}async encap(params){let ke;if(params.ekm===void 0){ke=await this.generateKeyPair()}else if(isCryptoKeyPair(params.
ekm)){ke=params.ekm}else{ke=await this.deriveKeyPair(params.ekm)}const enc=await this._prim.serializePublicKey(ke.publicKey);const pkrm=await this._prim.serializePublicKey(
params.recipientPublicKey);try{let dh;if(params.senderKey===void 0){dh=new Uint8Array(await this._prim.dh(ke.privateKey,params.recipientPublicKey))}else{const sks=isCryptoKeyPair(
params.senderKey)?params.senderKey.privateKey:params.senderKey;const dh1=new Uint8Array(await this._prim.dh(ke.privateKey,params.recipientPublicKey));const dh2=new Uint8Array(
await this._prim.dh(sks,params.recipientPublicKey));dh=concat(dh1,dh2)}let kemContext;if(params.senderKey===void 0){kemContext=concat(new Uint8Array(enc),new Uint8Array(
pkrm))}else{const pks=isCryptoKeyPair(params.senderKey)?params.senderKey.publicKey:await this._prim.derivePublicKey(params.senderKey);const pksm=await this._prim.
serializePublicKey(pks);kemContext=concat3(new Uint8Array(enc),new Uint8Array(pkrm),new Uint8Array(pksm))}const sharedSecret=await this._generateSharedSecret(dh,
kemContext);return{enc,sharedSecret}}catch(e){throw new EncapError(e)}}async decap(params){const enc=toArrayBuffer(params.enc);const pke=await this._prim.deserializePublicKey(
enc);const skr=isCryptoKeyPair(params.recipientKey)?params.recipientKey.privateKey:params.recipientKey;const pkr=isCryptoKeyPair(params.recipientKey)?params.recipientKey.
publicKey:await this._prim.derivePublicKey(params.recipientKey);const pkrm=await this._prim.serializePublicKey(pkr);try{let dh;if(params.senderPublicKey===void 0){
dh=new Uint8Array(await this._prim.dh(skr,pke))}else{const dh1=new Uint8Array(await this._prim.dh(skr,pke));const dh2=new Uint8Array(await this._prim.dh(skr,params.
senderPublicKey));dh=concat(dh1,dh2)}let kemContext;if(params.senderPublicKey===void 0){kemContext=concat(new Uint8Array(enc),new Uint8Array(pkrm))}else{const pksm=await this.
_prim.serializePublicKey(params.senderPublicKey);kemContext=new Uint8Array(enc.byteLength+pkrm.byteLength+pksm.byteLength);kemContext.set(new Uint8Array(enc),0);
kemContext.set(new Uint8Array(pkrm),enc.byteLength);kemContext.set(new Uint8Array(pksm),enc.byteLength+pkrm.byteLength)}return await this._generateSharedSecret(
dh,kemContext)}catch(e){throw new DecapError(e)}}async _generateSharedSecret(dh,kemContext){const labeledIkm=this._kdf.buildLabeledIkm(LABEL_EAE_PRK,dh);const labeledInfo=this.
_kdf.buildLabeledInfo(LABEL_SHARED_SECRET,kemContext,this.secretSize);return await this._kdf.extractAndExpand(EMPTY,labeledIkm,labeledInfo,this.secretSize)}};var KEM_USAGES=["deriveBits"];var LABEL_DKP_PRK=new Uint8Array([100,107,112,95,112,114,107]);var LABEL_SK=new Uint8Array([115,107]);var EC_P_521_PARAMS={p:(1n<<521n)-1n,b:0x0051953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
gx:0x00c6858e06b70404e9cd9e3ecb662395b4429c648139053fb521f828af606b4d3dbaa14b5e77efe75928fe1dc127a2ffa8de3348b3c1856a429bf97e7e31c2e5bd66n,gy:0x011839296a789a3bc0045c8a5fb42c7d1bd998f54449579b446817afbd17273e662c97ee72995ef42640c550b9013fad0761353c7086a272c24088be94769fd16650n,
coordinateSize:66};var AEAD_USAGES=["encrypt","decrypt"];function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"}function anumber(n,title=""){if(!Number.isSafeInteger(
n)||n<0){const prefix=title&&`"${title}" `;throw new Error(`${prefix}expected integer >0, got ${n}`)}}function abytes(value,length,title=""){const bytes=isBytes(
value);const len=value?.length;const needsLen=length!==void 0;if(!bytes||needsLen&&len!==length){const prefix=title&&`"${title}" `;const ofLen=needsLen?` of len\
gth ${length}`:"";const got=bytes?`length=${len}`:`type=${typeof value}`;throw new Error(prefix+"expected Uint8Array"+ofLen+", got "+got)}return value}function aexists(instance,checkFinished=true){
if(instance.destroyed)throw new Error("Hash instance has been destroyed");if(checkFinished&&instance.finished){throw new Error("Hash#digest() has already been c\
alled")}}function clean(...arrays){for(let i=0;i<arrays.length;i++){arrays[i].fill(0)}}var _endianTestBuffer=new Uint32Array([287454020]);var _endianTestBytes=new Uint8Array(
_endianTestBuffer.buffer);var isLE=_endianTestBytes[0]===68;function ahash(h){if(typeof h!=="function"||typeof h.create!=="function"){throw new Error("Hash must wrapped by utils.createHasher")}anumber(h.outputLen);anumber(
h.blockLen)}var _HMAC=class{constructor(hash,key){Object.defineProperty(this,"oHash",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,
"iHash",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"blockLen",{enumerable:true,configurable:true,writable:true,value:void 0});
Object.defineProperty(this,"outputLen",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"finished",{enumerable:true,configurable:true,
writable:true,value:false});Object.defineProperty(this,"destroyed",{enumerable:true,configurable:true,writable:true,value:false});ahash(hash);abytes(key,void 0,
"key");this.iHash=hash.create();if(typeof this.iHash.update!=="function"){throw new Error("Expected instance of class which extends utils.Hash")}this.blockLen=this.
iHash.blockLen;this.outputLen=this.iHash.outputLen;const blockLen=this.blockLen;const pad=new Uint8Array(blockLen);pad.set(key.length>blockLen?hash.create().update(
key).digest():key);for(let i=0;i<pad.length;i++)pad[i]^=54;this.iHash.update(pad);this.oHash=hash.create();for(let i=0;i<pad.length;i++)pad[i]^=54^92;this.oHash.
update(pad);clean(pad)}update(buf){aexists(this);this.iHash.update(buf);return this}digestInto(out){aexists(this);abytes(out,this.outputLen,"output");this.finished=
true;this.iHash.digestInto(out);this.oHash.update(out);this.oHash.digestInto(out);this.destroy()}digest(){const out=new Uint8Array(this.oHash.outputLen);this.digestInto(
out);return out}_cloneInto(to){to||=Object.create(Object.getPrototypeOf(this),{});const{oHash,iHash,finished,destroyed,blockLen,outputLen}=this;to=to;to.finished=
finished;to.destroyed=destroyed;to.blockLen=blockLen;to.outputLen=outputLen;to.oHash=oHash._cloneInto(to.oHash);to.iHash=iHash._cloneInto(to.iHash);return to}clone(){
return this._cloneInto()}destroy(){this.destroyed=true;this.oHash.destroy();this.iHash.destroy()}};var hmac=(hash,key,message)=>new _HMAC(hash,key).update(message).
digest();hmac.create=(hash,key)=>new _HMAC(hash,key);var U32_MASK64=0xffffffffn;var _32n=32n;function fromBig(n,le=false){if(le){return{h:Number(n&U32_MASK64),l:Number(n>>_32n&U32_MASK64)}}return{h:Number(n>>_32n&
U32_MASK64)|0,l:Number(n&U32_MASK64)|0}}function split(lst,le=false){const len=lst.length;const Ah=new Uint32Array(len);const Al=new Uint32Array(len);for(let i=0;i<
len;i++){const{h,l}=fromBig(lst[i],le);[Ah[i],Al[i]]=[h,l]}return[Ah,Al]}var _0n=0n;var _1n=1n;var _2n=2n;var _7n=7n;var _256n=256n;var _0x71n=0x71n;var SHA3_PI=[];var SHA3_ROTL=[];var _SHA3_IOTA=[];for(let round=0,R=_1n,x=1,y=0;round<
24;round++){[x,y]=[y,(2*x+3*y)%5];SHA3_PI.push(2*(5*y+x));SHA3_ROTL.push((round+1)*(round+2)/2%64);let t=_0n;for(let j=0;j<7;j++){R=(R<<_1n^(R>>_7n)*_0x71n)%_256n;
if(R&_2n)t^=_1n<<(_1n<<BigInt(j))-_1n}_SHA3_IOTA.push(t)}var IOTAS=split(_SHA3_IOTA,true);var SHA3_IOTA_H=IOTAS[0];var SHA3_IOTA_L=IOTAS[1];var AesGcmContext=class extends NativeAlgorithm{constructor(key){super();Object.defineProperty(this,"_rawKey",{enumerable:true,configurable:true,writable:true,value:void 0});
Object.defineProperty(this,"_key",{enumerable:true,configurable:true,writable:true,value:void 0});this._rawKey=toArrayBuffer(key)}async seal(iv,data,aad){await this.
_setupKey();const alg={name:"AES-GCM",iv:toArrayBuffer(iv),additionalData:toArrayBuffer(aad)};const ct=await this._api.encrypt(alg,this._key,toArrayBuffer(data));
return ct}async open(iv,data,aad){await this._setupKey();const alg={name:"AES-GCM",iv:toArrayBuffer(iv),additionalData:toArrayBuffer(aad)};const pt=await this._api.
decrypt(alg,this._key,toArrayBuffer(data));return pt}async _setupKey(){if(this._key!==void 0){return}await this._setup();const key=await this._importKey(this._rawKey);
new Uint8Array(this._rawKey).fill(0);this._key=key;return}async _importKey(key){return await this._api.importKey("raw",key,{name:"AES-GCM"},true,AEAD_USAGES)}};
var Aes128Gcm=class{constructor(){Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,value:AeadId.Aes128Gcm});Object.defineProperty(
this,"keySize",{enumerable:true,configurable:true,writable:true,value:16});Object.defineProperty(this,"nonceSize",{enumerable:true,configurable:true,writable:true,
value:12});Object.defineProperty(this,"tagSize",{enumerable:true,configurable:true,writable:true,value:16})}createEncryptionContext(key){return new AesGcmContext(
key)}};var Aes256Gcm=class extends Aes128Gcm{constructor(){super(...arguments);Object.defineProperty(this,"id",{enumerable:true,configurable:true,writable:true,
value:AeadId.Aes256Gcm});Object.defineProperty(this,"keySize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"nonceSize",
{enumerable:true,configurable:true,writable:true,value:12});Object.defineProperty(this,"tagSize",{enumerable:true,configurable:true,writable:true,value:16})}};function emitNotSupported(){return new Promise((_resolve,reject)=>{reject(new NotSupportedError("Not supported"))})}var LABEL_SEC=new Uint8Array([115,101,99]);var ExporterContextImpl=class{constructor(api,kdf,exporterSecret){Object.defineProperty(this,"_api",{enumerable:true,
configurable:true,writable:true,value:void 0});Object.defineProperty(this,"exporterSecret",{enumerable:true,configurable:true,writable:true,value:void 0});Object.
defineProperty(this,"_kdf",{enumerable:true,configurable:true,writable:true,value:void 0});this._api=api;this._kdf=kdf;this.exporterSecret=exporterSecret}async seal(_data,_aad){
return await emitNotSupported()}async open(_data,_aad){return await emitNotSupported()}async export(exporterContext,len){const rawExporterContext=toArrayBuffer(
exporterContext);if(rawExporterContext.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long exporter context")}try{return await this._kdf.labeledExpand(
this.exporterSecret,LABEL_SEC,new Uint8Array(rawExporterContext),len)}catch(e){throw new ExportError(e)}}};var RecipientExporterContextImpl=class extends ExporterContextImpl{};
var SenderExporterContextImpl=class extends ExporterContextImpl{constructor(api,kdf,exporterSecret,enc){super(api,kdf,exporterSecret);Object.defineProperty(this,
"enc",{enumerable:true,configurable:true,writable:true,value:void 0});this.enc=enc;return}};var EncryptionContextImpl=class extends ExporterContextImpl{constructor(api,kdf,params){super(api,kdf,params.exporterSecret);Object.defineProperty(this,"_aead",
{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nK",{enumerable:true,configurable:true,writable:true,value:void 0});
Object.defineProperty(this,"_nN",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nT",{enumerable:true,configurable:true,
writable:true,value:void 0});Object.defineProperty(this,"_ctx",{enumerable:true,configurable:true,writable:true,value:void 0});if(params.key===void 0||params.baseNonce===
void 0||params.seq===void 0){throw new Error("Required parameters are missing")}this._aead=params.aead;this._nK=this._aead.keySize;this._nN=this._aead.nonceSize;
this._nT=this._aead.tagSize;const key=this._aead.createEncryptionContext(params.key);this._ctx={key,baseNonce:params.baseNonce,seq:params.seq}}computeNonce(k){const seqBytes=i2Osp(
k.seq,k.baseNonce.byteLength);return xor(k.baseNonce,seqBytes).buffer}incrementSeq(k){if(k.seq>Number.MAX_SAFE_INTEGER){throw new MessageLimitReachedError("Mess\
age limit reached")}k.seq+=1;return}};var __classPrivateFieldGet=function(receiver,state,kind,f){if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a getter");if(typeof state===
"function"?receiver!==state||!f:!state.has(receiver))throw new TypeError("Cannot read private member from an object whose class did not declare it");return kind===
"m"?f:kind==="a"?f.call(receiver):f?f.value:state.get(receiver)};var __classPrivateFieldSet=function(receiver,state,value,kind,f){if(kind==="m")throw new TypeError(
"Private method is not writable");if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a setter");if(typeof state==="function"?receiver!==
state||!f:!state.has(receiver))throw new TypeError("Cannot write private member to an object whose class did not declare it");return kind==="a"?f.call(receiver,
value):f?f.value=value:state.set(receiver,value),value};var _Mutex_locked;var Mutex=class{constructor(){_Mutex_locked.set(this,Promise.resolve())}async lock(){let releaseLock;
const nextLock=new Promise(resolve=>{releaseLock=resolve});const previousLock=__classPrivateFieldGet(this,_Mutex_locked,"f");__classPrivateFieldSet(this,_Mutex_locked,
nextLock,"f");await previousLock;return releaseLock}};_Mutex_locked=new WeakMap;var __classPrivateFieldGet2=function(receiver,state,kind,f){if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a getter");if(typeof state===
"function"?receiver!==state||!f:!state.has(receiver))throw new TypeError("Cannot read private member from an object whose class did not declare it");return kind===
"m"?f:kind==="a"?f.call(receiver):f?f.value:state.get(receiver)};var __classPrivateFieldSet2=function(receiver,state,value,kind,f){if(kind==="m")throw new TypeError(
"Private method is not writable");if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a setter");if(typeof state==="function"?receiver!==
state||!f:!state.has(receiver))throw new TypeError("Cannot write private member to an object whose class did not declare it");return kind==="a"?f.call(receiver,
value):f?f.value=value:state.set(receiver,value),value};var _RecipientContextImpl_mutex;var RecipientContextImpl=class extends EncryptionContextImpl{constructor(){
super(...arguments);_RecipientContextImpl_mutex.set(this,void 0)}async open(data,aad=EMPTY.buffer){__classPrivateFieldSet2(this,_RecipientContextImpl_mutex,__classPrivateFieldGet2(
this,_RecipientContextImpl_mutex,"f")??new Mutex,"f");const release=await __classPrivateFieldGet2(this,_RecipientContextImpl_mutex,"f").lock();let pt;try{pt=await this.
_ctx.key.open(this.computeNonce(this._ctx),toArrayBuffer(data),toArrayBuffer(aad))}catch(e){throw new OpenError(e)}finally{release()}this.incrementSeq(this._ctx);
return pt}};_RecipientContextImpl_mutex=new WeakMap;var __classPrivateFieldGet3=function(receiver,state,kind,f){if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a getter");if(typeof state===
"function"?receiver!==state||!f:!state.has(receiver))throw new TypeError("Cannot read private member from an object whose class did not declare it");return kind===
"m"?f:kind==="a"?f.call(receiver):f?f.value:state.get(receiver)};var __classPrivateFieldSet3=function(receiver,state,value,kind,f){if(kind==="m")throw new TypeError(
"Private method is not writable");if(kind==="a"&&!f)throw new TypeError("Private accessor was defined without a setter");if(typeof state==="function"?receiver!==
state||!f:!state.has(receiver))throw new TypeError("Cannot write private member to an object whose class did not declare it");return kind==="a"?f.call(receiver,
value):f?f.value=value:state.set(receiver,value),value};var _SenderContextImpl_mutex;var SenderContextImpl=class extends EncryptionContextImpl{constructor(api,kdf,params,enc){
super(api,kdf,params);Object.defineProperty(this,"enc",{enumerable:true,configurable:true,writable:true,value:void 0});_SenderContextImpl_mutex.set(this,void 0);
this.enc=enc}async seal(data,aad=EMPTY.buffer){__classPrivateFieldSet3(this,_SenderContextImpl_mutex,__classPrivateFieldGet3(this,_SenderContextImpl_mutex,"f")??
new Mutex,"f");const release=await __classPrivateFieldGet3(this,_SenderContextImpl_mutex,"f").lock();let ct;try{ct=await this._ctx.key.seal(this.computeNonce(this.
_ctx),toArrayBuffer(data),toArrayBuffer(aad))}catch(e){throw new SealError(e)}finally{release()}this.incrementSeq(this._ctx);return ct}};_SenderContextImpl_mutex=
new WeakMap;var LABEL_BASE_NONCE=new Uint8Array([98,97,115,101,95,110,111,110,99,101]);var LABEL_EXP=new Uint8Array([101,120,112]);var LABEL_INFO_HASH=new Uint8Array([105,110,
102,111,95,104,97,115,104]);var LABEL_KEY=new Uint8Array([107,101,121]);var LABEL_PSK_ID_HASH=new Uint8Array([112,115,107,95,105,100,95,104,97,115,104]);var LABEL_SECRET=new Uint8Array(
[115,101,99,114,101,116]);var SUITE_ID_HEADER_HPKE=new Uint8Array([72,80,75,69,0,0,0,0,0,0]);var CipherSuiteNative=class extends NativeAlgorithm{constructor(params){
super();Object.defineProperty(this,"_kem",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_kdf",{enumerable:true,configurable:true,
writable:true,value:void 0});Object.defineProperty(this,"_aead",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_sui\
teId",{enumerable:true,configurable:true,writable:true,value:void 0});if(typeof params.kem==="number"){throw new InvalidParamError("KemId cannot be used")}this.
_kem=params.kem;if(typeof params.kdf==="number"){throw new InvalidParamError("KdfId cannot be used")}this._kdf=params.kdf;if(typeof params.aead==="number"){throw new InvalidParamError(
"AeadId cannot be used")}this._aead=params.aead;this._suiteId=new Uint8Array(SUITE_ID_HEADER_HPKE);this._suiteId.set(i2Osp(this._kem.id,2),4);this._suiteId.set(
i2Osp(this._kdf.id,2),6);this._suiteId.set(i2Osp(this._aead.id,2),8);this._kdf.init(this._suiteId)}get kem(){return this._kem}get kdf(){return this._kdf}get aead(){
return this._aead}async createSenderContext(params){this._validateInputLength(params);await this._setup();const dh=await this._kem.encap(params);let mode;if(params.
psk!==void 0){mode=params.senderKey!==void 0?Mode.AuthPsk:Mode.Psk}else{mode=params.senderKey!==void 0?Mode.Auth:Mode.Base}return await this._keyScheduleS(mode,
dh.sharedSecret,dh.enc,params)}async createRecipientContext(params){this._validateInputLength(params);await this._setup();const sharedSecret=await this._kem.decap(
params);let mode;if(params.psk!==void 0){mode=params.senderPublicKey!==void 0?Mode.AuthPsk:Mode.Psk}else{mode=params.senderPublicKey!==void 0?Mode.Auth:Mode.Base}
return await this._keyScheduleR(mode,sharedSecret,params)}async seal(params,pt,aad=EMPTY.buffer){const ctx=await this.createSenderContext(params);return{ct:await ctx.
seal(pt,aad),enc:ctx.enc}}async open(params,ct,aad=EMPTY.buffer){const ctx=await this.createRecipientContext(params);return await ctx.open(ct,aad)}async _keySchedule(mode,sharedSecret,params){
const pskId=params.psk===void 0?EMPTY:toUint8Array(params.psk.id);const pskIdHash=await this._kdf.labeledExtract(EMPTY,LABEL_PSK_ID_HASH,pskId);const info=params.
info===void 0?EMPTY:toUint8Array(params.info);const infoHash=await this._kdf.labeledExtract(EMPTY,LABEL_INFO_HASH,info);const keyScheduleContext=new Uint8Array(
1+pskIdHash.byteLength+infoHash.byteLength);keyScheduleContext.set(new Uint8Array([mode]),0);keyScheduleContext.set(new Uint8Array(pskIdHash),1);keyScheduleContext.
set(new Uint8Array(infoHash),1+pskIdHash.byteLength);const psk=params.psk===void 0?EMPTY:toUint8Array(params.psk.key);const ikm=this._kdf.buildLabeledIkm(LABEL_SECRET,
psk);const exporterSecretInfo=this._kdf.buildLabeledInfo(LABEL_EXP,keyScheduleContext,this._kdf.hashSize);const exporterSecret=await this._kdf.extractAndExpand(
sharedSecret,ikm,exporterSecretInfo,this._kdf.hashSize);if(this._aead.id===AeadId.ExportOnly){return{aead:this._aead,exporterSecret}}const keyInfo=this._kdf.buildLabeledInfo(
LABEL_KEY,keyScheduleContext,this._aead.keySize);const key=await this._kdf.extractAndExpand(sharedSecret,ikm,keyInfo,this._aead.keySize);const baseNonceInfo=this.
_kdf.buildLabeledInfo(LABEL_BASE_NONCE,keyScheduleContext,this._aead.nonceSize);const baseNonce=await this._kdf.extractAndExpand(sharedSecret,ikm,baseNonceInfo,
this._aead.nonceSize);return{aead:this._aead,exporterSecret,key,baseNonce:new Uint8Array(baseNonce),seq:0}}async _keyScheduleS(mode,sharedSecret,enc,params){const res=await this.
_keySchedule(mode,sharedSecret,params);if(res.key===void 0){return new SenderExporterContextImpl(this._api,this._kdf,res.exporterSecret,enc)}return new SenderContextImpl(
this._api,this._kdf,res,enc)}async _keyScheduleR(mode,sharedSecret,params){const res=await this._keySchedule(mode,sharedSecret,params);if(res.key===void 0){return new RecipientExporterContextImpl(
this._api,this._kdf,res.exporterSecret)}return new RecipientContextImpl(this._api,this._kdf,res)}_validateInputLength(params){if(params.info!==void 0&&params.info.
byteLength>INFO_LENGTH_LIMIT){throw new InvalidParamError("Too long info")}if(params.psk!==void 0){if(params.psk.key.byteLength<MINIMUM_PSK_LENGTH){throw new InvalidParamError(
`PSK must have at least ${MINIMUM_PSK_LENGTH} bytes`)}if(params.psk.key.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long psk.key")}if(params.
psk.id.byteLength>INPUT_LENGTH_LIMIT){throw new InvalidParamError("Too long psk.id")}}return}};var CipherSuite=class extends CipherSuiteNative{};var HkdfSha256=class extends HkdfSha256Native{};var ALG_NAME="X25519";var PKCS8_ALG_ID_X25519=new Uint8Array([48,46,2,1,0,48,5,6,3,43,101,110,4,34,4,32]);var BASE_POINT_X25519=(()=>{const p=new Uint8Array(32);
p[0]=9;return p})();var X25519=class extends NativeAlgorithm{constructor(hkdf){super();Object.defineProperty(this,"_hkdf",{enumerable:true,configurable:true,writable:true,
value:void 0});Object.defineProperty(this,"_alg",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nPk",{enumerable:true,
configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_nSk",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(
this,"_nDh",{enumerable:true,configurable:true,writable:true,value:void 0});Object.defineProperty(this,"_pkcs8AlgId",{enumerable:true,configurable:true,writable:true,
value:void 0});this._alg={name:ALG_NAME};this._hkdf=hkdf;this._nPk=32;this._nSk=32;this._nDh=32;this._pkcs8AlgId=PKCS8_ALG_ID_X25519}async serializePublicKey(key){
await this._setup();try{return await this._api.exportKey("raw",key)}catch(e){throw new SerializeError(e)}}async deserializePublicKey(key){await this._setup();try{
return await this._importRawKey(toArrayBuffer(key),true)}catch(e){throw new DeserializeError(e)}}async serializePrivateKey(key){await this._setup();try{const jwk=await this.
_api.exportKey("jwk",key);if(!("d"in jwk)){throw new Error("Not private key")}return base64UrlToBytes(jwk["d"]).buffer}catch(e){throw new SerializeError(e)}}async deserializePrivateKey(key){
await this._setup();try{return await this._importRawKey(toArrayBuffer(key),false)}catch(e){throw new DeserializeError(e)}}async importKey(format,key,isPublic){await this.
_setup();try{if(format==="raw"){return await this._importRawKey(key,isPublic)}if(key instanceof ArrayBuffer){throw new Error("Invalid jwk key format")}return await this.
_importJWK(key,isPublic)}catch(e){throw new DeserializeError(e)}}async generateKeyPair(){await this._setup();try{return await this._api.generateKey(ALG_NAME,true,
KEM_USAGES)}catch(e){throw new NotSupportedError(e)}}async deriveKeyPair(ikm){await this._setup();try{const rawIkm=toArrayBuffer(ikm);const dkpPrk=await this._hkdf.
labeledExtract(EMPTY,LABEL_DKP_PRK,new Uint8Array(rawIkm));const rawSk=await this._hkdf.labeledExpand(dkpPrk,LABEL_SK,EMPTY,this._nSk);const rawSkBytes=new Uint8Array(
rawSk);const sk=await this._deserializePkcs8Key(rawSkBytes);rawSkBytes.fill(0);return{privateKey:sk,publicKey:await this.derivePublicKey(sk)}}catch(e){throw new DeriveKeyPairError(
e)}}async derivePublicKey(key){await this._setup();try{const jwk=await this._api.exportKey("jwk",key);delete jwk["d"];delete jwk["key_ops"];return await this._api.
importKey("jwk",jwk,this._alg,true,[])}catch{try{const bp=await this._api.importKey("raw",BASE_POINT_X25519.buffer,this._alg,true,[]);const bits=await this._api.
deriveBits({name:ALG_NAME,public:bp},key,this._nPk*8);return await this._api.importKey("raw",bits,this._alg,true,[])}catch(e){throw new DeserializeError(e)}}}async dh(sk,pk){
await this._setup();try{const bits=await this._api.deriveBits({name:ALG_NAME,public:pk},sk,this._nDh*8);return bits}catch(e){throw new SerializeError(e)}}async _importRawKey(key,isPublic){
if(isPublic&&key.byteLength!==this._nPk){throw new Error("Invalid public key for the ciphersuite")}if(!isPublic&&key.byteLength!==this._nSk){throw new Error("In\
valid private key for the ciphersuite")}if(isPublic){return await this._api.importKey("raw",key,this._alg,true,[])}return await this._deserializePkcs8Key(new Uint8Array(
key))}async _importJWK(key,isPublic){if(typeof key.kty==="undefined"||key.kty!=="OKP"){throw new Error(`Invalid kty: ${key.crv}`)}if(typeof key.crv==="undefined"||
key.crv!==ALG_NAME){throw new Error(`Invalid crv: ${key.crv}`)}if(isPublic){if(typeof key.d!=="undefined"){throw new Error("Invalid key: `d` should not be set")}
return await this._api.importKey("jwk",key,this._alg,true,[])}if(typeof key.d==="undefined"){throw new Error("Invalid key: `d` not found")}return await this._api.
importKey("jwk",key,this._alg,true,KEM_USAGES)}async _deserializePkcs8Key(k){const pkcs8Key=new Uint8Array(this._pkcs8AlgId.length+k.length);pkcs8Key.set(this._pkcs8AlgId,
0);pkcs8Key.set(k,this._pkcs8AlgId.length);return await this._api.importKey("pkcs8",pkcs8Key,this._alg,true,KEM_USAGES)}};var DhkemX25519HkdfSha256=class extends Dhkem{constructor(){const kdf=new HkdfSha256Native;super(KemId.DhkemX25519HkdfSha256,new X25519(kdf),kdf);Object.defineProperty(
this,"id",{enumerable:true,configurable:true,writable:true,value:KemId.DhkemX25519HkdfSha256});Object.defineProperty(this,"secretSize",{enumerable:true,configurable:true,
writable:true,value:32});Object.defineProperty(this,"encSize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"publicKeyS\
ize",{enumerable:true,configurable:true,writable:true,value:32});Object.defineProperty(this,"privateKeySize",{enumerable:true,configurable:true,writable:true,value:32})}};var PKCS8_ALG_ID_X448=new Uint8Array([48,70,2,1,0,48,5,6,3,43,101,111,4,58,4,56]);export{Aes256Gcm,CipherSuite,DhkemX25519HkdfSha256,HkdfSha256};
