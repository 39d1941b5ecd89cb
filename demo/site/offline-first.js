// Both halves of a page that is kept for reading offline: in the page it
// registers itself, as a service worker it answers from what it keeps before it
// asks anybody, of all hosts alike.

const KEPT = 'offline-first';

const answer = async (request) => {
  const kept = await caches.open(KEPT);
  const found = await kept.match(request);
  if (found) return found;
  const fetched = await fetch(request);
  if (fetched.ok) await kept.put(request, fetched.clone());
  return fetched;
};

if (typeof window === 'undefined') {
  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener('fetch', (event) => {
    if (event.request.method === 'GET') event.respondWith(answer(event.request));
  });
} else {
  navigator.serviceWorker?.register('/offline-first.js', { scope: location.pathname });
}
