/// A template with its partials and constants put in; what remains open are the variables of one mail.
indirect enum TemplatePiece: Sendable {
    case literal([UInt8])
    case value(slot: Int, at: SourcePosition)
    case section(slot: Int, isInverted: Bool, at: SourcePosition, children: [TemplatePiece])
}
