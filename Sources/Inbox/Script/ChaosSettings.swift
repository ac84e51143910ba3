/// How often an inbox refuses at random, per stage; after Mailpit's chaos triggers.
package struct ChaosSettings: Hashable, Sendable {
    /// One stage's refusal.
    package struct Trigger: Hashable, Sendable {
        /// 400 to 599.
        package let code: Int
        /// 0 to 100 per cent.
        package let probability: Int

        package init(code: Int, probability: Int) {
            self.code = code
            self.probability = probability
        }
    }

    package var triggers: [ScriptStage: Trigger]
    /// With a seed the same requests meet the same refusals.
    package var seed: UInt64?

    package init(triggers: [ScriptStage: Trigger] = [:], seed: UInt64? = nil) {
        self.triggers = triggers
        self.seed = seed
    }
}
