import Issuance
import Queue

extension ConfigurationDecoder {
    func kinds(profile: KindTable.Profile) -> [String: Configuration.KindSettings] {
        let section = top.section("kinds")
        let table = KindTable(profile: profile)
        var settings: [String: Configuration.KindSettings] = [:]
        for name in section.members.keys.sorted() {
            guard let kind = table[name] else { continue }
            let own = kindSettings(section.section(name), kind, profile)
            if own != Configuration.KindSettings() { settings[name] = own }
        }
        return settings
    }

    private func kindSettings(
        _ section: ConfigurationSection, _ kind: Kind, _ profile: KindTable.Profile
    ) -> Configuration.KindSettings {
        var settings = Configuration.KindSettings()
        settings.lifetime = section.duration("lifetime", in: Self.lifetimes(of: kind))
        settings.minimumLeft = section.duration("minimum_left", in: .zero ... .seconds(30 * 86_400))
        settings.inDoubt = section.choice("in_doubt", of: [Kind.InDoubtPolicy.resendOnce, .drop])
        settings.digits = section.integer("digits", in: 6...8)
        let lifetime = settings.lifetime ?? kind.lifetime
        let left = settings.minimumLeft ?? kind.minimumLeft
        let paper = IssuancePolicy.activationCodeLifetime(profile: profile)
        if kind.name == KindTable.activationLink, left >= paper, left < lifetime {
            section.fault(
                "minimum_left",
                "leaves nothing to submit in: a link ends with the code on paper, after \(DurationText.format(paper)); make it shorter")
        }
        if left >= lifetime {
            section.fault(
                settings.minimumLeft == nil ? "lifetime" : "minimum_left",
                "leaves nothing to submit in: minimum_left (\(DurationText.format(left))) must be shorter than lifetime "
                    + "(\(DurationText.format(lifetime)))")
        }
        return settings
    }

    /// A code lives minutes; a link or notice hours to weeks.
    private static func lifetimes(of kind: Kind) -> ClosedRange<Duration> {
        kind.lane == .code ? .seconds(60) ... .seconds(600) : .seconds(600) ... .seconds(90 * 86_400)
    }

    func limits(_ section: ConfigurationSection) -> Configuration.SendingLimits {
        let most = 0...1_000_000_000
        var limits = Configuration.SendingLimits()
        limits.perRecipientPerMinute = section.integer("per_recipient_per_minute", in: most) ?? limits.perRecipientPerMinute
        limits.perRecipientPerHour = section.integer("per_recipient_per_hour", in: most) ?? limits.perRecipientPerHour
        limits.perRecipientPerDay = section.integer("per_recipient_per_day", in: most) ?? limits.perRecipientPerDay
        limits.perKeyPerMinute = section.integer("per_key_per_minute", in: most) ?? limits.perKeyPerMinute
        limits.perKeyPerDay = section.integer("per_key_per_day", in: most) ?? limits.perKeyPerDay
        limits.perOfficerPerDay = section.integer("per_officer_per_day", in: most) ?? limits.perOfficerPerDay
        limits.perMunicipalityPerDay = section.integer("per_municipality_per_day", in: most) ?? limits.perMunicipalityPerDay
        limits.attemptsPerKeyPerMinute = section.integer("attempts_per_key_per_minute", in: most) ?? limits.attemptsPerKeyPerMinute
        limits.pageAttemptsPerMinute = section.integer("page_attempts_per_minute", in: most) ?? limits.pageAttemptsPerMinute
        limits.signInsPerMinute = section.integer("sign_ins_per_minute", in: most) ?? limits.signInsPerMinute
        return limits
    }

    func admission(_ section: ConfigurationSection) -> Configuration.AdmissionSettings {
        let mebibytes = 0...1_048_576
        var admission = Configuration.AdmissionSettings()
        // A code lives for ten minutes at most: a longer wait never comes.
        admission.oldestCode = section.duration("oldest_code", in: .zero ... .seconds(600)) ?? admission.oldestCode
        admission.freeDiskMebibytes = section.integer("free_disk_mib", in: mebibytes) ?? admission.freeDiskMebibytes
        admission.memoryMebibytes = section.integer("memory_mib", in: mebibytes) ?? admission.memoryMebibytes
        return admission
    }
}
