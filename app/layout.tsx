import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import { cookies } from "next/headers";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "@fontsource/ibm-plex-mono/400.css";
import "@fontsource/ibm-plex-mono/500.css";
import "./globals.css";
import { Enhance } from "@/components/ui/enhance";
import { browserTexts } from "@/lib/texts/browser-texts";
import { currentLocale } from "@/lib/texts/locale";
import { t } from "@/lib/texts/text";

/** Every page depends on who asks: none of them is made while building. */
export const dynamic = "force-dynamic";

export const generateMetadata = (): Metadata => ({
  title: { default: t("Evidence portal"), template: `%s · ${t("Evidence portal")}` },
  description: t("Compliance evidence: reports, terms, copies and the record of who received them."),
  robots: { index: false, follow: false },
  icons: {
    icon: [
      { url: "/favicon.ico", sizes: "48x48" },
      { url: "/icon.svg", type: "image/svg+xml" },
    ],
    apple: "/apple-touch-icon.png",
  },
});

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#faf8f4" },
    { media: "(prefers-color-scheme: dark)", color: "#13151a" },
  ],
};

/** The document of every page: faces, colours and the one script. `data-theme` is absent where the system decides. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = (await cookies()).get("theme")?.value;
  const texts = browserTexts();
  return (
    <html lang={currentLocale()} data-theme={theme === "light" || theme === "dark" ? theme : undefined}>
      <body>
        {/* First, so that it is there before any script says something; and no script itself: React could not make one anew under the policy for trusted types. */}
        {texts ? <div id="texts" hidden data-texts={texts} /> : null}
        {children}
        <Enhance />
      </body>
    </html>
  );
}
