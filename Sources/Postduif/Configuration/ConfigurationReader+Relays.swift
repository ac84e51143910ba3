import Queue
import Submission

extension ConfigurationReader {
    func relays(_ root: ConfigurationSection, _ configuration: inout Configuration) {
        for section in root.sections("relays") {
            guard let relay = relay(section) else { continue }
            if configuration.relays.contains(where: { $0.name == relay.name }) {
                section.fault("name", "'\(relay.name)' stands twice; each relay needs its own")
            }
            configuration.relays.append(relay)
        }
    }

    private func relay(_ section: ConfigurationSection) -> Configuration.Relay? {
        let name = section.text("name") ?? ""
        if name.isEmpty { section.fault("name", "is missing: it is shown in attempts and metrics") }
        let tls = section.text("tls") ?? "required"
        let username = section.text("username")
        let passwordFile = section.text("password_file")
        let caFile = section.text("ca_file")
        let connections = section.int("connections", in: 1...64) ?? 8
        let priority = section.int("priority", in: 1...100) ?? 1
        let weight = section.int("weight", in: 1...100) ?? 1
        let url = section.text("url")
        section.end()
        guard let url else {
            section.fault("url", "is missing: smtps://host:465 or smtp://host:587")
            return nil
        }
        guard let parsed = RelayURL(url) else {
            section.fault("url", "must be smtps://host:port or smtp://host:port without user, password or path")
            return nil
        }
        if (username == nil) != (passwordFile == nil) {
            section.fault(username == nil ? "username" : "password_file", "is missing: AUTH needs username and password_file")
        }
        guard let mode = mode(tls, parsed, section) else { return nil }
        if mode == .none, username != nil {
            section.fault("tls", "none would send the password clear; remove it")
        }
        return Configuration.Relay(
            name: name, host: parsed.host, port: parsed.port, tls: mode, username: username, passwordFile: passwordFile, caFile: caFile,
            connections: connections, priority: priority, weight: weight)
    }

    /// `required` means what the scheme says: TLS at once for smtps, STARTTLS for smtp.
    private func mode(_ tls: String, _ url: RelayURL, _ section: ConfigurationSection) -> RelayConfiguration.TLSMode? {
        switch (tls, url.isImplicit) {
        case ("required", true), ("implicit", true): return .implicit
        case ("required", false), ("starttls", false): return .startTLS
        case ("none", false):
            if !Loopback.contains(url.host) {
                section.fault("tls", "none is allowed for a relay on loopback only; use required")
                return nil
            }
            return RelayConfiguration.TLSMode.none
        case ("implicit", false), ("starttls", true), ("none", true):
            section.fault("tls", "'\(tls)' does not fit the scheme of url; use required")
            return nil
        default:
            section.fault("tls", "must be required, starttls, implicit or none")
            return nil
        }
    }

    func kinds(_ section: ConfigurationSection, _ configuration: inout Configuration) {
        let table = KindTable(profile: configuration.profile)
        for name in table.kinds.keys.sorted() {
            let kindSection = section.section(name)
            var settings = Configuration.KindSettings()
            settings.lifetime = kindSection.duration("lifetime")
            settings.minimumLeft = kindSection.duration("minimum_left")
            settings.inDoubt = kindSection.choice("in_doubt", InDoubtChoice.self)?.policy
            if name == KindTable.oneTimeCode { settings.digits = kindSection.int("digits", in: 6...8) }
            kindSection.end()
            check(settings, of: table[name], kindSection)
            configuration.kinds[name] = settings
        }
        section.end()
    }

    private func check(_ settings: Configuration.KindSettings, of kind: Kind?, _ section: ConfigurationSection) {
        guard let kind else { return }
        let lifetime = settings.lifetime ?? kind.lifetime
        if kind.lane == .code, !(.seconds(60)...Duration.seconds(600)).contains(lifetime) {
            section.fault("lifetime", "of a code must lie between 60s and 10m")
        }
        if lifetime <= (settings.minimumLeft ?? kind.minimumLeft) {
            section.fault("lifetime", "must be longer than minimum_left, else nothing could ever be submitted")
        }
    }

    private enum InDoubtChoice: String, CaseIterable {
        case resendOnce = "resend_once"
        case drop

        var policy: Kind.InDoubtPolicy { self == .drop ? .drop : .resendOnce }
    }
}
