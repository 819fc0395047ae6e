/** The mark: a seal with a milled edge and an M. Takes the colour of the text around it. */
export function Seal({ size = 34, title }: { size?: number; title?: string }) {
  const said = title ? { role: "img", "aria-label": title } : { "aria-hidden": true };
  return (
    <svg className="seal" width={size} height={size} viewBox="0 0 48 48" fill="none" stroke="currentColor" {...said}>
      <circle cx="24" cy="24" r="22.5" strokeWidth="2" />
      <circle cx="24" cy="24" r="18.4" strokeWidth="1.6" strokeDasharray="0.01 3.2115" strokeLinecap="round" />
      <path d="M14.5 32.5h5M17 32.5V17l7 9 7-9v15.5M28.5 32.5h5" strokeWidth="2.6" strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  );
}
