// React adds scripts of the portal's own pages to the document by their address. This lets those through, and nothing else.
if (window.trustedTypes) {
  window.trustedTypes.createPolicy("default", {
    createScriptURL(address) {
      const url = new URL(address, location.href);
      if (url.origin === location.origin && url.pathname.startsWith("/_next/static/")) return address;
      throw new TypeError(`Not a script of this portal: ${address}`);
    },
  });
}
