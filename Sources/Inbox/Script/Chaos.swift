package import Mail

/// Refuses at random, as its settings say.
package final class Chaos: Sendable {
    package let settings: ChaosSettings
    private let random: any RandomSource

    /// - Parameter random: Used unless the settings hold a seed.
    package init(_ settings: ChaosSettings, random: any RandomSource) {
        self.settings = settings
        self.random = settings.seed.map { SeededSequence(seed: $0) } ?? random
    }

    /// A refusal, or `nil` to go on.
    func reply(at stage: ScriptStage) -> ServerReply? {
        guard let trigger = settings.triggers[stage], trigger.probability > 0,
            random.next(below: 100) < UInt64(trigger.probability)
        else { return nil }
        let subject = stage == .auth ? "7.8" : "3.0"
        return ServerReply(trigger.code, "\(trigger.code / 100).\(subject)", "Refused at random, as the chaos settings ask")
    }
}
