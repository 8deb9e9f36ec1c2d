/** Whether this browser has all that is needed: passkeys, and modern cryptography. */
export function isSupported(): Promise<boolean>;

/** Ways in, by the names that the server gives them too. */
export const METHOD: Readonly<{
  passkey: "PASSKEY";
  pin: "PIN";
  password: "PASSWORD";
  cloudKey: "CLOUD_KEY";
  kit: "KIT";
}>;
export type Method = (typeof METHOD)[keyof typeof METHOD];

export const STATUS: Readonly<{
  reading: "Reading share";
  decrypting: "Decrypting share";
  parsing: "Parsing share";
  recoveringBackup: "Recovering backup share";
  recoveringSigning: "Recovering signing share";
  generating: "Generating share";
  encrypting: "Encrypting share";
  storing: "Storing share";
  done: "Done";
}>;

export interface Status {
  status: (typeof STATUS)[keyof typeof STATUS];
  done: boolean;
}

export type OnStatus = (status: Status) => void;

export interface Wallet {
  /** 16 bytes that name the wallet everywhere, base64url. */
  wid: string;
  /** What its owner calls it, at most 40 characters. */
  name: string;
  /** Its first address, by which people recognise it. */
  address: string;
  /** Its key, 16 to 32 bytes of BIP-39 entropy. Overwrite it when you are done with it. */
  secret: Uint8Array;
}

export interface RecoveredWallet extends Wallet {
  /** By which the server names it. */
  id: string;
}

/** How safe a wallet is, as the server has proved it. */
export interface WalletFacts {
  id: string;
  wid: string;
  /** The number of its present backup. */
  gen: number;
  /** Of its ways in, such as "PASSKEY", "PIN", "PASSWORD", "CLOUD_KEY" or "KIT". */
  methods: string[];
  /** A copy was read back from a place of its owner's own, and was equal. */
  backed_up: boolean;
  /** It can come back on a new device. */
  recoverable: boolean;
}

/** Makes a wallet in this page. It is nowhere else until it is protected. */
export function createWallet(input: { name: string; words?: 12 | 24 }): Promise<Wallet>;

/**
 * Events: "status" (detail: Status), "protected" (detail: { id }), "recovered" (detail: { ids }).
 * One operation runs at a time; a second one is refused with `operation_in_progress`.
 */
export interface Client extends EventTarget {
  createWallet(input: { name: string; words?: 12 | 24 }): Promise<Wallet>;
  protect(method: Method, onStatus: OnStatus | undefined, wallet: Wallet): Promise<{ id: string }>;
  recover(onStatus?: OnStatus): Promise<RecoveredWallet[]>;
  wallets(): Promise<WalletFacts[]>;
  availableRecoveryMethods(walletId?: string): Promise<string[]>;
  isBackedUp(walletId: string): Promise<boolean>;
  isRecoverable(walletId: string): Promise<boolean>;
}

export interface HostedAnswer {
  action: "protect" | "add" | "recover";
  /** The way in that was asked for; empty for a recovery. */
  method: Method | "";
  /** partly: the wallet is protected, but not by the way in that was asked for. */
  outcome: "done" | "partly" | "cancelled";
  /** The signed answer, for a server that checks it itself. */
  jws: string;
  wallets: Pick<WalletFacts, "id" | "methods" | "backed_up" | "recoverable">[];
}

/** Keyhaven's own pages do the work, in a window of their own or by going there and back. */
export interface HostedPages extends Client {
  /**
   * The person makes PIN, password and the like on our pages. A wallet that is protected already is
   * named by its id; in mode "redirect" a new one is made there, since no key travels in an address.
   * Rejects with `way_not_added`, and the wallet's `id`, where it is protected but not as asked.
   */
  protect(
    method: Method,
    onStatus?: OnStatus,
    wallet?: Wallet | { id: string },
  ): Promise<{ id: string }>;
  /** On the return address, in mode "redirect": what came of it, once; null where nothing did. */
  finishRedirect(): Promise<HostedAnswer | null>;
}

export function hostedPages(input: {
  /** Origin of the Keyhaven server. */
  server: string;
  /** Id of the app, as it is registered there. */
  app: string;
  /** Exactly one of its registered return addresses. */
  returnTo: string;
  mode?: "popup" | "redirect";
}): HostedPages;

/** What the person has chosen beside the passkey; it stays in the page. */
export interface Chosen {
  pin?: string;
  /** One that newPassword() drew. */
  password?: string;
  /** As it was typed the second time; it is tried with this before it counts. */
  again?: string;
}

/** Something of the person's own, for a wallet that has no passkey on this device. */
export type OwnKey =
  | { method: "PIN"; wid: string; pin: string }
  | { method: "PASSWORD"; wid: string; password: string }
  /** code: of the kit's sheet. */
  | { method: "KIT"; wid: string; code: string };

/** This site's own pages do the work, with passkeys of this site's own domain. */
export interface OwnSite extends Client {
  /** Six words, drawn by lot, for a password. */
  newPassword(): string;
  protect(
    method: "PASSKEY" | "PIN" | "PASSWORD",
    onStatus: OnStatus | undefined,
    wallet: Pick<Wallet, "wid" | "secret"> & Partial<Wallet>,
    chosen?: Chosen,
  ): Promise<{ id: string; gen: number }>;
  /** One touch and all wallets; or one wallet, by something of the person's own. */
  recover(onStatus?: OnStatus, by?: { method: "PASSKEY" } | OwnKey): Promise<RecoveredWallet[]>;
  /** Opens a wallet on a device that was used with it before, without a touch. */
  openWallet(wid: string): Promise<Omit<Wallet, "name">>;
  /** Says whether the app stored its own backup share. method: the app's own, such as "PASSWORD". */
  storedClientBackupShare(stored: boolean, method: string, walletId: string): Promise<void>;
  /** For wallets whose key is made of shares elsewhere: what is kept of theirs. */
  backupShares(walletId: string): Promise<BackupShares>;
  /**
   * Locks the client's share with the wallet's secret and stores it; it is read back and opened
   * before it counts. Rejects with `share_missing` while the custodian's share is not there, with
   * `share_conflict` for a version that counts already.
   */
  storeBackupShare(
    wallet: Pick<Wallet, "wid" | "secret">,
    input: { version: number; share: Uint8Array },
  ): Promise<{ version: number; state: "open" | "complete" }>;
  /** The client's share, shortly after a touch or a recovery; otherwise `touch_needed`. */
  readBackupShare(wallet: Pick<Wallet, "wid" | "secret">, version: number): Promise<Uint8Array>;
  /** One touch, and both shares; only while the site's own server allows it. */
  eject(wallet: Pick<Wallet, "wid" | "secret">): Promise<EjectedShares>;
  signOut(): Promise<void>;
}

export interface BackupShares {
  /** Newest first: the pair that counts, and one that was begun. */
  pairs: {
    version: number;
    state: "open" | "complete";
    parts: ("client" | "custodian")[];
  }[];
  /** Until when both can be taken along, as ISO 8601; null where they cannot. */
  ejectableUntil: string | null;
}

/** Together they are the wallet, for good. */
export interface EjectedShares {
  version: number;
  /** null where the app stored it itself, by the methods in `clientStoredWith`. */
  client: Uint8Array | null;
  custodian: Uint8Array;
  clientStoredWith: string[];
  /** What the person has to do then; empty otherwise. */
  message: string;
}

export function ownSite(input: {
  server: string;
  /** Asks this site's own server for a token of the person who is signed in; null for nobody. */
  session: () => Promise<string | null>;
  /** Where argon2.js of this folder lies on this site; only PIN and password need it. */
  worker?: string;
}): OwnSite;

/** A failure with a stable code, such as "passkey_cancelled". */
export class KeyhavenError extends Error {
  readonly code: string;
  /** With "pin_wrong": how many tries are left before the PIN is locked for good. */
  readonly left?: number;
  /** With "pin_refused": why; "short", "letters", "long", "repeated", "run", "date", … */
  readonly why?: string;
  /** With "way_not_added": the wallet, which is protected all the same. */
  readonly id?: string;
}

/** A backup that did not open; `step` says how far it got. */
export class OpeningError extends KeyhavenError {
  readonly step: string;
}

/** A refusal by the server: its stable code, its sentence for the person, the HTTP status. */
export class ServerError extends Error {
  readonly code: string;
  readonly status: number;
}
