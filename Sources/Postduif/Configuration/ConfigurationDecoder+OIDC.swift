extension ConfigurationDecoder {
    func oidc(_ section: ConfigurationSection) -> Configuration.OIDC {
        var oidc = Configuration.OIDC()
        oidc.issuer = webAddress("issuer", of: section)
        oidc.audience = section.text("audience")
        oidc.keys = issuerKeys(section)
        oidc.client = client(section)
        oidc.algorithms = algorithms(section) ?? oidc.algorithms
        oidc.clockSkew = section.duration("clock_skew", in: .zero ... .seconds(300)) ?? oidc.clockSkew
        oidc.local = section.flag("local") ?? oidc.local
        checkIssuer(section, oidc)
        return oidc
    }

    /// What belongs together: an issuer alone would let nobody in, and keys without one would let in anybody.
    private func checkIssuer(_ section: ConfigurationSection, _ oidc: Configuration.OIDC) {
        guard section.has("issuer") else {
            for name in ["audience", "jwks_file", "jwks_url", "client_id"] where section.has(name) {
                section.fault(name, "needs 'issuer' beside it: the iss of its tokens")
                return
            }
            if oidc.local {
                section.problems.warn(
                    "'oidc.local' is true: whoever can read the spool directory signs in as anybody; for trying out only",
                    at: section.place(of: "local"))
            }
            return
        }
        if oidc.local { section.fault("local", "is true beside an issuer; remove one of them") }
        if !section.has("audience") {
            section.fault("issuer", "needs 'audience' beside it: what the aud of a token for this service says")
        }
        if !section.has("jwks_file"), !section.has("jwks_url") {
            section.fault("issuer", "needs 'jwks_url' or 'jwks_file' beside it: its public keys")
        }
        // An ID token has the client as its aud, and passes through browsers; the API must not take one (RFC 8725 §3.9).
        if let audience = oidc.audience, audience == oidc.client?.id {
            section.fault(
                "audience", "is the same as 'client_id', so that an ID token would do at the API; have the issuer name the API apart")
        }
    }

    private func client(_ section: ConfigurationSection) -> Configuration.OIDC.Client? {
        guard let id = section.text("client_id") else {
            for name in ["client_secret_file", "scopes", "sign_out"] where section.has(name) {
                section.fault(name, "needs 'client_id' beside it: this service as the issuer knows it")
            }
            return nil
        }
        var client = Configuration.OIDC.Client(id: id)
        if let file = section.text("client_secret_file") {
            requireFile(file, "client_secret_file", of: section)
            checkSecret(file, "client_secret_file", of: section)
            client.secretFile = file
        }
        if let scopes = section.text("scopes") {
            let words = scopes.split(separator: " ")
            if !words.contains("openid") { section.fault("scopes", "must have openid among them; write them with spaces between") }
            client.scopes = words.joined(separator: " ")
        }
        client.signOut = section.choice("sign_out", of: Configuration.OIDC.SignOut.allCases) ?? client.signOut
        return client
    }

    private func issuerKeys(_ section: ConfigurationSection) -> Configuration.OIDC.Keys? {
        let url = webAddress("jwks_url", of: section)
        guard let file = section.text("jwks_file") else { return url.map { .url($0) } }
        requireFile(file, "jwks_file", of: section)
        if section.has("jwks_url") { section.fault("jwks_url", "stands beside 'jwks_file'; keep one") }
        return .file(file)
    }

    /// Keys and names that a stranger could change on their way are worth nothing.
    private func webAddress(_ name: String, of section: ConfigurationSection) -> String? {
        guard let text = section.text(name) else { return nil }
        do {
            let endpoint = try Endpoint(prefixOf: text)
            if endpoint.scheme == "https" || endpoint.scheme == "http" && Loopback.contains(endpoint.host) { return text }
            section.fault(name, "must start with https:// (http:// is for a loopback host alone)")
        } catch {
            section.fault(name, "is not usable: \(error.advice); write it as https://login.example.be/realm")
        }
        return nil
    }

    private func algorithms(_ section: ConfigurationSection) -> Set<SignatureAlgorithm>? {
        guard let text = section.text("algorithms") else { return nil }
        let words = text.split(separator: ",").map { String($0.filter { $0 != " " }) }
        let known = words.compactMap(SignatureAlgorithm.init(rawValue:))
        guard !known.isEmpty, known.count == words.count else {
            let names = SignatureAlgorithm.allCases.map(\.rawValue).joined(separator: ", ")
            section.fault("algorithms", "must be some of \(names), with commas between them; none and HS* are never taken")
            return nil
        }
        return Set(known)
    }
}
