import Submission

extension ConfigurationDecoder {
    /// How `tls` is written; together with the URL's scheme it gives the mode.
    private enum Protection: String, CaseIterable {
        case none
        case starttls
        case required
        case implicit
    }

    func relays() -> [Configuration.Relay] {
        var names: Set<String> = []
        return top.list("relays").compactMap { section in
            guard let name = name(section) else { return nil }
            guard names.insert(name).inserted else {
                section.fault("name", "is taken by a relay above; give each its own")
                return nil
            }
            return relay(section, name: name)
        }
    }

    /// Metrics and commands show the name, so it is one plain word.
    private func name(_ section: ConfigurationSection) -> String? {
        guard let name = section.text("name") else {
            if !section.has("name") {
                section.problems.add("'\(section.path("name"))' is missing; give the relay a name", at: section.place)
            }
            return nil
        }
        let plain = name.utf8.allSatisfy {
            (0x61...0x7A).contains($0) || (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || "-_.".utf8.contains($0)
        }
        guard plain, name.utf8.count <= 64 else {
            section.fault("name", "may hold letters, digits and - _ . only, at most 64")
            return nil
        }
        return name
    }

    private func relay(_ section: ConfigurationSection, name: String) -> Configuration.Relay? {
        let protection = section.choice("tls", of: Protection.allCases) ?? .required
        guard let endpoint = endpoint(section), let tls = mode(protection, endpoint, section) else { return nil }
        // RFC 8314 §7.3 (submissions) and RFC 6409 §3.1 (submission).
        let port = endpoint.port ?? (endpoint.scheme == "smtps" ? 465 : 587)
        var relay = Configuration.Relay(name: name, host: endpoint.host, port: port, tls: tls)
        relay.caFile = section.text("ca_file")
        if let file = relay.caFile { requireFile(file, "ca_file", of: section) }
        credentials(section, &relay)
        relay.connections = section.integer("connections", in: 1...64) ?? relay.connections
        relay.priority = section.integer("priority", in: 1...100) ?? relay.priority
        relay.weight = section.integer("weight", in: 1...100) ?? relay.weight
        relay.ratePerMinute = section.integer("rate_per_minute", in: Self.rates)
        relay.requireTLS = section.flag("require_tls") ?? relay.requireTLS
        relay.deliverBy = section.flag("deliver_by") ?? relay.deliverBy
        relay.rewrites = rewrites(section)
        if relay.requireTLS, relay.tls == .none {
            section.fault("require_tls", "is true, but 'tls' is none: REQUIRETLS is for TLS alone; remove one of the two")
        }
        return relay
    }

    private func endpoint(_ section: ConfigurationSection) -> Endpoint? {
        guard let text = section.text("url") else {
            if !section.has("url") { section.fault("url", "is missing; write it as smtps://relay.example.be:465") }
            return nil
        }
        do {
            let endpoint = try Endpoint(text)
            if endpoint.scheme == "smtp" || endpoint.scheme == "smtps" { return endpoint }
            section.fault("url", "must start with smtps:// or smtp://")
        } catch {
            let fix = error == .userInfo ? "use 'username' and 'password_file'" : "write it as smtps://relay.example.be:465"
            section.fault("url", "is not usable: \(error.advice); \(fix)")
        }
        return nil
    }

    private func mode(_ protection: Protection, _ endpoint: Endpoint, _ section: ConfigurationSection) -> RelayConfiguration.TLSMode? {
        switch (protection, endpoint.scheme) {
        case (.required, "smtps"), (.implicit, "smtps"): return .implicit
        case (.required, _), (.starttls, "smtp"): return .startTLS
        case (.none, "smtp") where Loopback.contains(endpoint.host): return RelayConfiguration.TLSMode.none
        case (.none, "smtp"):
            section.fault("tls", "is none, but \(endpoint.host) is not this machine: mails would travel in clear text; use required")
        case (.implicit, _):
            section.fault("tls", "is implicit, which goes with smtps://; change the URL or use starttls")
        default:
            section.fault("tls", "is \(protection.rawValue), which goes with smtp://; change the URL or use required")
        }
        return nil
    }

    private func credentials(_ section: ConfigurationSection, _ relay: inout Configuration.Relay) {
        relay.username = section.text("username")
        relay.passwordFile = section.text("password_file")
        if relay.username != nil, relay.passwordFile == nil {
            section.fault("username", "needs 'password_file' beside it")
        }
        guard let file = relay.passwordFile else { return }
        if relay.username == nil { section.fault("password_file", "needs 'username' beside it") }
        if relay.tls == .none { section.fault("password_file", "would be used without TLS; remove 'tls: none'") }
        requireFile(file, "password_file", of: section)
        checkSecret(file, "password_file", of: section)
    }
}
