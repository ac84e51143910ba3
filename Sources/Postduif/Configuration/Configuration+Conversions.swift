import API
import Issuance
import Queue
import Submission

extension Configuration {
    /// The relays as the delivery line takes them, each password read from its file now.
    ///
    /// - Throws: ``StartFault`` for the first password file that is missing, empty or open to others.
    func relayConfigurations(files: any FileReading = FileSystem()) throws(StartFault) -> [RelayConfiguration] {
        var configurations: [RelayConfiguration] = []
        for relay in relays {
            configurations.append(
                RelayConfiguration(
                    name: relay.name, host: relay.host, port: relay.port, tls: relay.tls, caFile: relay.caFile,
                    credentials: try relay.credentials(from: files), ehloName: sender.bounceDomain,
                    connections: relay.connections, priority: relay.priority, weight: relay.weight,
                    ratePerMinute: relay.ratePerMinute, requireTLS: relay.requireTLS, deliverBy: relay.deliverBy))
        }
        return configurations
    }

    /// The kinds of the profile with what is set here.
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

    /// What issuance goes by.
    func issuancePolicy() -> IssuancePolicy {
        IssuancePolicy(
            publicURL: http.publicURL, codeDigits: kinds[KindTable.oneTimeCode]?.digits ?? 6,
            activationCodeLifetime: IssuancePolicy.activationCodeLifetime(profile: profile),
            limits: IssuanceLimits(
                perRecipientPerMinute: limits.perRecipientPerMinute, perRecipientPerHour: limits.perRecipientPerHour,
                perRecipientPerDay: limits.perRecipientPerDay, perKeyPerMinute: limits.perKeyPerMinute,
                perKeyPerDay: limits.perKeyPerDay, perOfficerPerDay: limits.perOfficerPerDay,
                perMunicipalityPerDay: limits.perMunicipalityPerDay,
                attemptsPerKeyPerMinute: limits.attemptsPerKeyPerMinute, pageAttemptsPerMinute: limits.pageAttemptsPerMinute,
                signInsPerMinute: limits.signInsPerMinute),
            municipalDomains: municipalDomains, fronts: fronts)
    }
}

extension Configuration.AdmissionSettings {
    /// As admission takes it.
    var rule: AdmissionRule {
        var rule = AdmissionRule()
        rule.oldestCode = oldestCode
        rule.freeDisk = Int64(freeDiskMebibytes) << 20
        rule.memory = Int64(memoryMebibytes) << 20
        return rule
    }
}

extension Configuration.Relay {
    /// `nil` without a user name.
    func credentials(from files: any FileReading) throws(StartFault) -> RelayConfiguration.Credentials? {
        guard let username, let passwordFile else { return nil }
        let password = try SecretFile.read(passwordFile, key: "password_file of relay \(name)", from: files)
        return RelayConfiguration.Credentials(username: username, password: password)
    }
}
