/// What sessions and their connections ask of the script.
extension RelayScript {
    func withholds(_ offer: SMTPExtension) -> Bool {
        state.read { $0.withheld.contains(offer) }
    }

    var pipeliningFault: PipeliningFault? { state.read { $0.pipeliningFault } }

    /// Counts the visit and finds what to do; `nil` for the usual.
    func step(at stage: ScriptStage, connection: UInt64, recipients: [String]) -> ScriptStep? {
        state.mutate { state in
            state.visits[stage, default: 0] += 1
            var found: ScriptStep?
            for index in state.rules.indices where state.rules[index].rule.matches(stage, connection: connection, recipients: recipients) {
                state.rules[index].visits += 1
                let (rule, visits) = state.rules[index]
                if found == nil, rule.occurrence.includes(visits) { found = rule.step }
            }
            return found
        }
    }

    /// Keeps a session that hangs until ``release()`` or ``unpark(_:)``.
    func park(_ resume: @escaping @Sendable () -> Void) -> UInt64 {
        state.mutate { state in
            state.lastParked += 1
            state.parked[state.lastParked] = resume
            return state.lastParked
        }
    }

    /// Forgets a session whose connection is gone.
    func unpark(_ ticket: UInt64) {
        state.mutate { _ = $0.parked.removeValue(forKey: ticket) }
    }
}
