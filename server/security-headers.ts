const NO_FEATURES = [
  "accelerometer",
  "autoplay",
  "browsing-topics",
  "camera",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "screen-wake-lock",
  "serial",
  "usb",
  "xr-spatial-tracking",
];
const PERMISSIONS = [
  ...NO_FEATURES.map((feature) => `${feature}=()`),
  "clipboard-write=(self)",
  "publickey-credentials-create=(self)",
  "publickey-credentials-get=(self)",
].join(", ");

/**
 * The content security policy (CSP level 3) of pages whose scripts carry `nonce`. `failed`: a page that could not be made is put together in the browser, for which the loader of the scripts sets their addresses as plain text: there, and there alone, trusted types
 * are not asked for. Scripts still need the nonce, or one that has it to load them.
 */
export function contentSecurityPolicy(nonce: string, https: boolean, { failed = false } = {}): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    // Bars and columns get their width by a style attribute, which cannot carry a nonce.
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(failed ? [] : ["require-trusted-types-for 'script'", "trusted-types nextjs nextjs#bundler muniment-reader"]),
    ...(https ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** The headers that every answer carries, whatever it is: page, file, error, refusal. */
export function securityHeaders(policy: string, https: boolean): Record<string, string> {
  return {
    "Content-Security-Policy": policy,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Origin-Agent-Cluster": "?1",
    "Permissions-Policy": PERMISSIONS,
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    ...(https ? { "Strict-Transport-Security": "max-age=63072000; includeSubDomains" } : {}),
  };
}
