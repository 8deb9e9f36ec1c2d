/** Whether this browser has all that is needed: passkeys, and modern cryptography. */
export function isSupported(): Promise<boolean>;

/** Ways in that can be set up from another site. */
export const METHOD: Readonly<{ passkey: "PASSKEY" }>;
export type Method = "PASSKEY";

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
  action: "protect" | "recover";
  outcome: "done" | "cancelled";
  wallets: Pick<WalletFacts, "id" | "methods" | "backed_up" | "recoverable">[];
}

/** Keyhaven's own pages do the work, in a window of their own or by going there and back. */
export interface HostedPages extends Client {
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

/** This site's own pages do the work, with passkeys of this site's own domain. */
export interface OwnSite extends Client {
  /** Opens a wallet on a device that was used with it before, without a touch. */
  openWallet(wid: string): Promise<Omit<Wallet, "name">>;
  signOut(): Promise<void>;
}

export function ownSite(input: {
  server: string;
  /** Asks this site's own server for a token of the person who is signed in; null for nobody. */
  session: () => Promise<string | null>;
}): OwnSite;

/** A failure with a stable code, such as "passkey_cancelled". */
export class KeyhavenError extends Error {
  readonly code: string;
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
