/// One mail transaction under way: from MAIL to the final dot.
struct Transaction: Sendable {
    let reversePath: String
    let parameters: [String]
    /// Whether MAIL had SMTPUTF8 (RFC 6531 §3.4).
    let allowsUTF8: Bool
    var recipients: [String] = []
    var recipientParameters: [String] = []
    var decoder = DotDecoder()
    var raw: [UInt8] = []
    var isTooLarge = false
    /// Whether a script answered before the end of the data, so that nothing is stored and the final dot gets no reply.
    var isAnswered = false
}
