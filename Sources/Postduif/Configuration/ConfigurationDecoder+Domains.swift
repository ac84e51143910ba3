import Delivery

extension ConfigurationDecoder {
    /// How much single domains get; without entries there are no limits.
    func domains() -> [DomainLimit] {
        var names: Set<String> = []
        return top.list("domains").compactMap { section in
            guard let domain = section.domain("domain") else {
                if !section.has("domain") {
                    section.problems.add("'\(section.path("domain"))' is missing; name the recipients' domain", at: section.place)
                }
                return nil
            }
            guard names.insert(domain).inserted else {
                section.fault("domain", "has a limit above; keep one")
                return nil
            }
            return limit(section, domain: domain)
        }
    }

    private func limit(_ section: ConfigurationSection, domain: String) -> DomainLimit {
        if !section.has("connections"), !section.has("rate_per_minute") {
            section.fault("domain", "has no limit; set 'connections' or 'rate_per_minute' beside it")
        }
        return DomainLimit(
            domain: domain, connections: section.integer("connections", in: 1...1_000),
            perMinute: section.integer("rate_per_minute", in: Self.rates))
    }

    /// Messages a minute.
    static let rates = 1...1_000_000
}
