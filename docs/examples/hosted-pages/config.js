// Where your Keyhaven answers, and what it calls your app (Admin, Wallet apps).
export const server = "https://keyhaven.example";
export const app = "00000000-0000-0000-0000-000000000000";
