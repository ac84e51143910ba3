extension ConfigurationDecoder {
    func http(_ section: ConfigurationSection) -> Configuration.HTTP {
        var http = Configuration.HTTP()
        http.host = section.host("host") ?? http.host
        http.port = section.integer("port", in: 0...65_535) ?? http.port
        http.tls = tls(section.section("tls"))
        http.publicURL = publicURL(section, http)
        if http.tls == nil, !Loopback.contains(http.host) {
            section.problems.warn(
                "'http.host' is reachable from outside and 'http.tls' is not set: API keys travel in clear text unless a proxy in "
                    + "front adds TLS", at: section.place(of: "host"))
        }
        return http
    }

    /// Links are built from it alone, so it must be one that a citizen's browser can trust.
    private func publicURL(_ section: ConfigurationSection, _ http: Configuration.HTTP) -> String {
        guard let text = section.text("public_url") else { return usualURL(section, http) }
        do {
            let endpoint = try Endpoint(text)
            if endpoint.scheme == "https" || endpoint.scheme == "http" && Loopback.contains(endpoint.host) { return endpoint.text }
            section.fault("public_url", "must start with https:// (http:// is for a loopback host alone): the link is a secret")
        } catch {
            section.fault("public_url", "is not usable: \(error.advice); write it as https://sleutels.example.be")
        }
        return http.publicURL
    }

    /// Where the service itself listens, which is right for a trial on one machine alone.
    private func usualURL(_ section: ConfigurationSection, _ http: Configuration.HTTP) -> String {
        if !Loopback.contains(http.host), !section.has("public_url") {
            section.problems.add(
                "'http.public_url' is missing: links in mails are built from it; write it as https://sleutels.example.be",
                at: section.place)
        }
        let host = http.host.contains(":") ? "[\(http.host)]" : http.host
        let origin = "\(http.tls == nil ? "http" : "https")://\(host)"
        guard http.port != 0 else {
            section.problems.warn(
                "'http.port' is 0 and 'http.public_url' is not set: links in mails do not lead here", at: section.place(of: "port"))
            return origin
        }
        return "\(origin):\(http.port)"
    }

    private func tls(_ section: ConfigurationSection) -> Configuration.HTTP.TLS? {
        let certificate = section.text("certificate")
        let key = section.text("key")
        guard let certificate, let key else {
            if certificate != nil { section.problems.add("'http.tls.key' is missing; name the key of the certificate", at: section.place) }
            if key != nil { section.problems.add("'http.tls.certificate' is missing; name the certificate of the key", at: section.place) }
            return nil
        }
        requireFile(certificate, "certificate", of: section)
        requireFile(key, "key", of: section)
        // Distributions keep such keys readable by a group of their own (0640).
        checkSecret(key, "key", of: section, others: 0o007)
        return Configuration.HTTP.TLS(certificate: certificate, key: key)
    }
}
