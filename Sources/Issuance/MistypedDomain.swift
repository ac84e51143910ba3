/// Domains that look like a slip of the finger: a mail to them reaches nobody, or a stranger.
enum MistypedDomain {
    /// What the writer probably meant; `nil` for a domain that looks right. Both in lower case.
    static func suggestion(for domain: String) -> String? {
        if let known = slips[domain] { return known }
        guard let dot = domain.lastIndex(of: ".") else { return nil }
        let (name, end) = (domain[..<dot], domain[domain.index(after: dot)...])
        return endings[String(end)].map { "\(name).\($0)" }
    }

    /// Top-level names that do not exist, one key away from ones that do.
    private static let endings = [
        "con": "com", "cmo": "com", "ocm": "com", "vom": "com", "xom": "com", "comm": "com", "coom": "com", "cim": "com",
        "bee": "be", "ber": "be", "beb": "be", "nett": "net", "nte": "net", "ent": "net", "orgg": "org", "ogr": "org",
        "frr": "fr", "nll": "nl", "eub": "eu",
    ]

    private static let slips: [String: String] = {
        let table = [
            "gmail.com": "gmial.com gmai.com gmal.com gmil.com gmaill.com gamil.com gnail.com gmail.co gmail.cm gmail.om gmail.be "
                + "gmali.com gmaol.com ggmail.com gmsil.com",
            "hotmail.com": "hotmial.com hotmal.com hotmil.com hotmai.com hotmaill.com hotmali.com hotamil.com hotmail.co hotmail.cm "
                + "homail.com htomail.com",
            "hotmail.be": "hotmial.be hotmal.be hotmil.be hotmai.be homail.be hotamil.be",
            "outlook.com": "outlok.com outloo.com outlook.co outllook.com oulook.com outlokk.com otlook.com",
            "outlook.be": "outlok.be oulook.be outloo.be",
            "live.be": "liev.be lvie.be",
            "yahoo.com": "yaho.com yahooo.com yhaoo.com yahoo.co yaoo.com",
            "yahoo.fr": "yaho.fr yahooo.fr",
            "icloud.com": "iclod.com icoud.com icloud.co iclould.com",
            "telenet.be": "telnet.be telent.be telenet.com teleent.be telenrt.be",
            "skynet.be": "skinet.be skynt.be sykent.be skynet.com",
            "proximus.be": "proximis.be proximu.be proxmus.be",
            "scarlet.be": "scralet.be scarlett.be",
            "voo.be": "vooo.be",
        ]
        var slips: [String: String] = [:]
        for (meant, written) in table { for slip in written.split(separator: " ") { slips[String(slip)] = meant } }
        return slips
    }()
}
