// Tells the server in which time zone its times should be shown. Nothing hangs on it.

const name = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
// A name has letters, digits and "/_+-" only, which a cookie holds as they are.
if (/^[A-Za-z0-9/_+-]{1,64}$/.test(name)) {
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `time-zone=${name}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
}
