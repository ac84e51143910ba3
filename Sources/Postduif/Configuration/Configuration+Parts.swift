import Glibc
import Issuance
import Mail
import Queue
import Submission

extension Configuration {
    /// The kinds with the profile's values and what the file changes.
    func kindTable() -> KindTable {
        var table = KindTable(profile: profile)
        for (name, settings) in kinds {
            guard var kind = table[name] else { continue }
            kind.lifetime = settings.lifetime ?? kind.lifetime
            kind.minimumLeft = settings.minimumLeft ?? kind.minimumLeft
            kind.inDoubtPolicy = settings.inDoubt ?? kind.inDoubtPolicy
            table[name] = kind
        }
        return table
    }

    func issuancePolicy() -> IssuancePolicy {
        IssuancePolicy(
            publicURL: http.publicURL, codeDigits: kinds[KindTable.oneTimeCode]?.digits ?? 6,
            activationCodeLifetime: IssuancePolicy.activationCodeLifetime(profile: profile),
            limits: IssuanceLimits(
                perRecipientPerMinute: limits.perRecipientPerMinute, perRecipientPerHour: limits.perRecipientPerHour,
                perRecipientPerDay: limits.perRecipientPerDay, perKeyPerMinute: limits.perKeyPerMinute,
                perOfficerPerDay: limits.perOfficerPerDay, perMunicipalityPerDay: limits.perMunicipalityPerDay))
    }

    /// The relays with their passwords read.
    ///
    /// - Throws: ``StartFault`` for a password file that is missing, empty, or readable by others.
    func relayConfigurations() throws -> [RelayConfiguration] {
        try relays.map { relay in
            RelayConfiguration(
                name: relay.name, host: relay.host, port: relay.port, tls: relay.tls, caFile: relay.caFile,
                credentials: try relay.username.map { .init(username: $0, password: try Self.password(of: relay)) },
                ehloName: sender.bounceDomain, connections: relay.connections, priority: relay.priority, weight: relay.weight)
        }
    }

    private static func password(of relay: Relay) throws -> Secret {
        guard let path = relay.passwordFile else { return Secret("") }
        var status = stat()
        guard stat(path, &status) == 0 else { throw StartFault(path, errno: errno, fix: "check password_file of relay '\(relay.name)'") }
        guard status.st_mode & 0o077 == 0 else {
            throw StartFault("\(path): the password of relay '\(relay.name)' is readable by others; run: chmod 600 \(path)")
        }
        var bytes = try SmallFile.bytes(path, limit: 4_096)
        while bytes.last == 0x0A || bytes.last == 0x0D { bytes.removeLast() }
        guard !bytes.isEmpty else { throw StartFault("\(path): empty; put the password of relay '\(relay.name)' into it") }
        guard !bytes.contains(0) else { throw StartFault("\(path): has a NUL octet; a SASL PLAIN password cannot") }
        return Secret(bytes)
    }
}
