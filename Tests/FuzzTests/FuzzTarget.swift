/// One reader of octets from outside, and what must hold whatever comes.
protocol FuzzTarget: Sendable {
    /// The folder of its corpus.
    static var name: String { get }
    /// What its grammar is made of: mutations put these in.
    static var tokens: [String] { get }

    init() throws

    /// Reads the input; throws what is wrong with how it was read.
    func read(_ input: [UInt8]) throws(Finding)
}
