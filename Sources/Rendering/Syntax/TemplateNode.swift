/// A parsed template as a tree. Offsets point into its source.
indirect enum TemplateNode: Sendable {
    case literal(Range<Int>)
    case variable(name: String, offset: Int)
    case section(name: String, isInverted: Bool, offset: Int, children: [TemplateNode])
    case partial(name: String, indentation: [UInt8], offset: Int)
}
