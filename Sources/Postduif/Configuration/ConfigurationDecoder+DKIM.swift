import Mail
import Rendering

extension ConfigurationDecoder {
    /// Each signature costs its octets in every mail and its time; two keys and their successors are four.
    private static let mostKeys = 8

    func dkim() -> [Configuration.DKIM] {
        let sections = top.list("dkim")
        if sections.count > Self.mostKeys {
            top.problems.add("'dkim' has \(sections.count) keys; keep at most \(Self.mostKeys)", at: top.place(of: "dkim"))
        }
        var names: Set<String> = []
        let entries = sections.compactMap { section -> Configuration.DKIM? in
            guard let entry = key(section) else { return nil }
            if !names.insert("\(entry.selector)._domainkey.\(entry.domain)").inserted {
                section.fault("selector", "is taken by a key above with the same domain; give each its own")
            }
            return entry
        }
        warnAboutAlignment(entries)
        return entries
    }

    /// `relays[].rewrites`: names with commas between them, of fields that would be signed.
    func rewrites(_ section: ConfigurationSection) -> [String] {
        guard let text = section.text("rewrites") else { return [] }
        let names = text.split(separator: ",").map { String($0.filter { $0 != " " }) }
        for name in names {
            guard let field = DKIMSigner.fields.first(where: { $0.lowercased() == name.lowercased() }) else {
                section.fault("rewrites", "names '\(name)', which is not signed; signed are: \(DKIMSigner.fields.joined(separator: ", "))")
                return []
            }
            if field == DKIMSigner.alwaysSigned {
                section.fault("rewrites", "names From, which a signature must hold; let that relay sign, and remove 'dkim'")
                return []
            }
        }
        return names
    }

    private func key(_ section: ConfigurationSection) -> Configuration.DKIM? {
        for name in ["domain", "selector", "key_file"] where !section.has(name) {
            section.fault(name, "is missing")
        }
        let algorithm = section.has("algorithm") ? section.choice("algorithm", of: DKIMAlgorithm.allCases) : .rsaSHA256
        let selector = selector(section)
        guard let domain = section.domain("domain"), let selector, let algorithm, let file = section.text("key_file") else { return nil }
        requireFile(file, "key_file", of: section)
        checkSecret(file, "key_file", of: section)
        return Configuration.DKIM(domain: domain, selector: selector, algorithm: algorithm, keyFile: file)
    }

    private func selector(_ section: ConfigurationSection) -> String? {
        guard let selector = section.text("selector") else { return nil }
        if DKIMKey.isSelector(selector) { return selector }
        section.fault("selector", "is not a label of the DNS; use letters, digits and hyphens, such as s2026")
        return nil
    }

    /// DMARC asks for a signature of the domain that the reader sees (RFC 7489 §3.1.1).
    private func warnAboutAlignment(_ entries: [Configuration.DKIM]) {
        guard !entries.isEmpty, let sender = top.section("sender").text("address"), let address = try? EmailAddress(sender),
            !entries.contains(where: { MailDomains.isAligned($0.domain, with: address.domain) })
        else { return }
        top.problems.warn(
            "'dkim' has no key for the domain of 'sender.address' (\(address.domain)), so DMARC does not count the signatures",
            at: top.place(of: "dkim"))
    }
}
