import Mail
import Submission

extension RelayConnection {
    /// Reads what the sink has said into a dialogue.
    func read(into dialogue: inout SubmissionDialogue, within patience: Duration) throws {
        var violation: TransportFault?
        try read(within: patience) { octets in
            do throws(TransportFault) { try dialogue.receive(octets) } catch { violation = error }
        }
        if let violation { throw BenchFault("the sink broke the dialogue: \(violation)") }
    }
}
