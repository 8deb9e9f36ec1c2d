var freeze=fn=>Object.freeze(fn());function isBytes(a){return a instanceof Uint8Array||ArrayBuffer.isView(a)&&a.constructor.name==="Uint8Array"&&"BYTES_PER_ELEM\
ENT"in a&&a.BYTES_PER_ELEMENT===1}function abytes(b){if(!isBytes(b))throw new TypeError("Uint8Array expected")}function isArrayOf(isString,arr){if(!Array.isArray(
arr))return false;if(arr.length===0)return true;if(isString){return arr.every(item=>typeof item==="string")}else{return arr.every(item=>Number.isSafeInteger(item))}}
function afn(input){if(typeof input!=="function")throw new TypeError("function expected");return true}function astr(label,input){if(typeof input!=="string")throw new TypeError(
`${label}: string expected`);return true}function anumber(n,title="number"){if(typeof n!=="number")throw new TypeError(`${title}: expected number, got ${typeof n}`);
if(!Number.isSafeInteger(n))throw new RangeError(`${title}: expected safe integer, got ${n}`)}function anumArr(label,input){if(!isArrayOf(false,input))throw new TypeError(
`${label}: array of numbers expected`)}var powers=(()=>{let res=[];for(let i=0;i<40;i++)res.push(2**i);return res})();function u8ToNumArr(u8,len=u8.length){const res=new Array(len);for(let i=0;i<len;i++)
res[i]=u8[i];return res}var asciiDecoder=(()=>{try{const decoder=new TextDecoder;return decoder.decode(Uint8Array.of(65,48,43,127))==="A0+\x7F"?decoder:void 0}catch(e){
return void 0}})();var B2S_CHUNK=8192;function charcodesToString(codes){const len=codes.length;if(asciiDecoder!==void 0&&len>=12)return asciiDecoder.decode(codes);
if(len<=B2S_CHUNK)return String.fromCharCode.apply(null,codes);let res="";for(let i=0;i<len;i+=B2S_CHUNK)res+=String.fromCharCode.apply(null,codes.subarray(i,i+
B2S_CHUNK));return res}function radix2(bits){anumber(bits);if(bits<=0||bits>8)throw new RangeError("radix2: bits should be in (0..8]");const mask=powers[bits]-1;
return{encode:bytes=>{abytes(bytes);const len=bytes.length;const res=new Uint8Array(Math.ceil(len*8/bits));let carry=0;let pos=0;let j=0;for(let i=0;i<len;){if(i+
2<len){carry=carry<<24|bytes[i]<<16|bytes[i+1]<<8|bytes[i+2];pos+=24;i+=3}else{carry=(carry<<8|bytes[i])&65535;pos+=8;i++}for(;;){pos-=bits;res[j++]=carry>>pos&
mask;if(pos<bits)break}}if(pos>0)res[j]=carry<<bits-pos&mask;return res},decode:digits=>{const len=digits.length;const res=new Uint8Array(Math.floor(len*bits/8));
let carry=0;let pos=0;let j=0;for(let i=0;i<len;i++){carry=(carry<<bits|digits[i])&65535;pos+=bits;for(;pos>=8;pos-=8)res[j++]=carry>>pos-8&255}carry=carry<<8-pos&
255;if(pos>=bits)throw new Error("Excess padding");if(carry>0)throw new Error(`Non-zero padding: ${carry}`);return res}}}function alphabet(letters,aliases){const len=letters.
length;if(len>128)throw new Error("alphabet: max 128 letters");const encTable=new Uint8Array(len);const decTable=new Int8Array(128).fill(-1);for(let i=0;i<len;i++){
const code=letters.charCodeAt(i);if(letters.codePointAt(i)!==code||code>127)throw new Error("alphabet: single-char ASCII letters only");encTable[i]=code;decTable[code]=
i}if(aliases!==void 0){for(const alias of Object.keys(aliases)){const code=alias.charCodeAt(0);const target=decTable[aliases[alias].charCodeAt(0)];if(alias.length!==
1||code>127||target===void 0||target===-1)throw new Error(`alphabet: invalid alias ${alias}`);decTable[code]=target}}return{encode:digits=>{const codes=new Uint8Array(
digits.length);for(let i=0;i<digits.length;i++){const d=digits[i];const code=encTable[d];if(code===void 0)throw new Error(`alphabet.encode: invalid digit ${d}`);
codes[i]=code}return charcodesToString(codes)},decode:input=>{astr("decode",input);const slen=input.length;const digits=new Uint8Array(slen);for(let i=0;i<slen;i++){
const code=input.charCodeAt(i);const digit=code<128?decTable[code]:-1;if(digit===-1)throw new Error(`Unknown letter "${input[i]}". Allowed: ${letters}`);digits[i]=
digit}return digits}}}function unsafeWrapper(fn){afn(fn);return function(...args){try{return fn.apply(null,args)}catch(e){}}}var BECH_ALPHABET=alphabet("qpzry9x8gf2tvdw0s3jn54khce6mua7l");var BECH_UPPERCASE_PRINTABLE=/^[\x21-\x60\x7b-\x7e]+$/;function assertBech32Printable(label,value){
for(let i=0;i<value.length;i++){const c=value.charCodeAt(i);if(c<33||c>126)throw new Error(`${label}: printable ASCII expected`)}}function wordsToU8(words){const len=words.
length;const res=new Uint8Array(len);for(let i=0;i<len;i++){const w=words[i];if(w<0||w>=32)throw new Error(`alphabet.encode: invalid digit ${w}`);res[i]=w}return res}
var POLYMOD_GENERATORS=[996825010,642813549,513874426,1027748829,705979059];function bech32Polymod(pre){const b=pre>>25;let chk=(pre&33554431)<<5;for(let i=0;i<
POLYMOD_GENERATORS.length;i++){if((b>>i&1)===1)chk^=POLYMOD_GENERATORS[i]}return chk}function bechChecksum(prefix,words,encodingConst=1){const len=prefix.length;
let chk=1;for(let i=0;i<len;i++){const c=prefix.charCodeAt(i);if(c<33||c>126)throw new Error(`Invalid prefix (${prefix})`);chk=bech32Polymod(chk)^c>>5}chk=bech32Polymod(
chk);for(let i=0;i<len;i++)chk=bech32Polymod(chk)^prefix.charCodeAt(i)&31;for(let v of words)chk=bech32Polymod(chk)^v;for(let i=0;i<6;i++)chk=bech32Polymod(chk);
chk^=encodingConst;const sum=new Uint8Array(6);for(let i=0;i<6;i++)sum[i]=chk>>>5*(5-i)&31;return BECH_ALPHABET.encode(sum)}function genBech32(encoding){const ENCODING_CONST=encoding===
"bech32"?1:734539939;const _words=radix2(5);const toWords=from=>{abytes(from);const len=from.length;const res=new Array(Math.ceil(len*8/5));let carry=0;let pos=0;
let j=0;for(let i=0;i<len;i++){carry=carry<<8|from[i];pos+=8;for(;pos>=5;pos-=5)res[j++]=carry>>pos-5&31}if(pos>0)res[j]=carry<<5-pos&31;return res};const fromWords=to=>{
anumArr("radix2.decode",to);const len=to.length;const digits=new Uint8Array(len);for(let i=0;i<len;i++){const w=to[i];if(w<0||w>=32)throw new Error(`convertRadi\
x2: invalid word=${w}`);digits[i]=w}return _words.decode(digits)};const fromWordsUnsafe=unsafeWrapper(fromWords);function encode(prefix,words,limit=90){astr("be\
ch32.encode prefix",prefix);if(limit!==false)anumber(limit,"limit");if(isBytes(words))words=u8ToNumArr(words);anumArr("bech32.encode",words);const plen=prefix.length;
if(plen===0)throw new TypeError(`Invalid prefix length ${plen}`);const actualLength=plen+7+words.length;if(limit!==false&&actualLength>limit)throw new TypeError(
`Length ${actualLength} exceeds limit ${limit}`);assertBech32Printable("bech32.encode prefix",prefix);const lowered=prefix.toLowerCase();const sum=bechChecksum(
lowered,words,ENCODING_CONST);return`${lowered}1${BECH_ALPHABET.encode(wordsToU8(words))}${sum}`}function decode(str,limit=90){astr("bech32.decode input",str);if(limit!==
false)anumber(limit,"limit");const slen=str.length;if(slen<8||limit!==false&&slen>limit)throw new TypeError(`invalid string length ${slen}, expected (8..${limit}\
)`);const lowered=str.toLowerCase();if(str!==lowered){if(!BECH_UPPERCASE_PRINTABLE.test(str)){assertBech32Printable("bech32.decode input",str);throw new Error(`\
mixed-case string not allowed`)}}const sepIndex=lowered.lastIndexOf("1");if(sepIndex===0||sepIndex===-1)throw new Error(`invalid separator "1"`);const prefix=lowered.
slice(0,sepIndex);const data=lowered.slice(sepIndex+1);if(data.length<6)throw new Error("invalid data length");const digits=BECH_ALPHABET.decode(data);const words=u8ToNumArr(
digits,digits.length-6);const sum=bechChecksum(prefix,words,ENCODING_CONST);if(!data.endsWith(sum))throw new Error(`Invalid checksum in ${str}`);return{prefix,words}}
const decodeUnsafe=unsafeWrapper(decode);function decodeToBytes(str,limit=90){const{prefix,words}=decode(str,limit);return{prefix,words,bytes:fromWords(words)}}
function encodeFromBytes(prefix,bytes){return encode(prefix,toWords(bytes))}return{encode,decode,encodeFromBytes,decodeToBytes,decodeUnsafe,fromWords,fromWordsUnsafe,
toWords}}var bech32=freeze(()=>genBech32("bech32"));export{bech32};
