// The window in which a provider's answer arrives. It hands it to the page that asked, by a channel
// that is named after the question, and forgets it. Nothing is sent to any server.

const answer = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
// Neither the history nor a reload keeps it.
history.replaceState(null, "", location.pathname);

if (/^[\w-]{22}$/u.test(answer.state ?? "")) {
  const channel = new BroadcastChannel(`consent ${answer.state}`);
  channel.postMessage(answer);
  channel.close();
}
close();
