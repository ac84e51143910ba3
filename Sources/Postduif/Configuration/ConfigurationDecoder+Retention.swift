import Queue

extension ConfigurationDecoder {
    /// Bounds keep what is still worked with: an answer is repeated for a day, a notice waits for three, a paper code lives for fourteen.
    func retention(_ section: ConfigurationSection) -> Retention {
        let century = Duration.seconds(36_500 * 86_400)
        func days(_ count: Int64) -> ClosedRange<Duration> { .seconds(count * 86_400)...century }
        var retention = Retention()
        retention.history = section.duration("history", in: days(7)) ?? retention.history
        retention.activations = section.duration("activations", in: days(14)) ?? retention.activations
        retention.codes = section.duration("codes", in: days(1)) ?? retention.codes
        retention.audit = section.duration("audit", in: days(30)) ?? retention.audit
        return retention
    }
}
