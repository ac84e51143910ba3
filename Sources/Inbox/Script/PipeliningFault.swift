/// How a relay that offers PIPELINING fails at it.
package enum PipeliningFault: Hashable, Sendable {
    /// Closes when commands arrive together.
    case drop
    /// Answers the first command and throws the others away.
    case discard
}
