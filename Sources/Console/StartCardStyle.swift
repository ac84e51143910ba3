import Crypto
import FoundationEssentials

/// The style of the start card, on paper and before: black on white, so that any printer does it justice; no import, no font, no image.
enum StartCardStyle {
    static let text = #"""
        @page { size: A4 portrait; margin: 10mm 14mm; }
        :root { color-scheme: light; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: #000; font-family: system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
          font-size: 12pt; line-height: 1.3; overflow-wrap: break-word; }
        main { max-width: 182mm; margin: 0 auto; padding: 8mm 4mm; }
        h1, h2, p, ol, dl, dd { margin: 0; }
        header { border-bottom: 1mm solid #000; padding-bottom: 2.5mm; margin-bottom: 3mm; display: flex; gap: 6mm; align-items: center; }
        header > div { flex: 1 1 0; min-width: 0; }
        .municipality { font-weight: 700; font-size: 14pt; }
        h1 { font-size: 24pt; line-height: 1.15; margin-bottom: 1mm; }
        h2 { font-size: 15pt; line-height: 1.2; margin-bottom: 1.5mm; }
        section { margin-bottom: 3.5mm; break-inside: avoid; }
        .boxes { display: flex; flex-wrap: wrap; gap: 1.5mm; align-items: center; margin-bottom: 1.5mm; }
        .boxes span { width: 12mm; height: 14mm; border: 0.5mm solid #000; }
        .boxes span { font: 700 26pt/13mm ui-monospace, Consolas, "DejaVu Sans Mono", monospace; text-align: center; }
        .boxes b { font-size: 18pt; padding: 0 0.5mm; }
        .qr { flex: none; width: 32mm; height: 32mm; margin: -3mm; }
        ol { padding-inline-start: 8mm; }
        li { margin-bottom: 1mm; }
        li::marker { font-weight: 700; }
        .until { font-weight: 700; border: 0.5mm solid #000; padding: 2mm 3mm; margin-top: 2mm; }
        dl { margin-bottom: 1.5mm; }
        dl div { display: flex; gap: 3mm; margin-bottom: 1mm; }
        dt { flex: 0 0 30mm; font-weight: 700; }
        .safety { border: 1mm solid #000; padding: 3mm; }
        @media print { main { max-width: none; padding: 0; } }

        """#

    /// SHA-256 in base 64, as a Content-Security-Policy takes it for what stands between the tags (CSP 3 §8.4).
    static let digest = Data(SHA256.hash(data: Data(text.utf8))).base64EncodedString()
}
