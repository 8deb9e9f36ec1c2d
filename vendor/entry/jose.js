export {
  CompactSign, GeneralEncrypt, calculateJwkThumbprintUri, compactVerify, generalDecrypt,
} from "jose";
