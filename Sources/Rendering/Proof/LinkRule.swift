/// Which addresses a mail may link to.
struct LinkRule {
    let origin: PublicOrigin

    /// A message when an `href` leads anywhere but to the public URL, a mailbox or a telephone.
    func fault(href: [UInt8]) -> String? {
        let value = String(decoding: href, as: UTF8.self)
        if value.hasPrefix("mailto:") || value.hasPrefix("tel:") || origin.owns(value) { return nil }
        return "A link may lead only to \(origin.text), mailto: or tel:; correct the address."
    }

    /// Offsets and messages of web addresses in text that are not at the public URL.
    func faults(in text: [UInt8]) -> [(offset: Int, message: String)] {
        WebAddress.offsets(in: text).compactMap { offset in
            let address = WebAddress.text(in: text, at: offset)
            let message = "A web address may only be at \(origin.text), since clients make it a link; correct it or leave out its scheme."
            // Where a template tag follows the scheme, only the rendered text can tell.
            let isOpen = address.hasSuffix("://")
            return isOpen || origin.owns(address) || origin.owns(trimmed(address)) ? nil : (offset, message)
        }
    }

    /// Without the full stop or bracket of the sentence around it.
    private func trimmed(_ address: String) -> String {
        String(address.reversed().drop { ".,;:!?)»”’".contains($0) }.reversed())
    }
}
