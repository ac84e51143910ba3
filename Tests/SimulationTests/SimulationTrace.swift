/// The last steps of a simulation, in words.
final class SimulationTrace {
    private(set) var lines: [String] = []
    private let most: Int

    init(most: Int) { self.most = most }

    func add(_ line: String) {
        lines.append(line)
        if lines.count > 2 * most { lines.removeFirst(most) }
    }

    var last: [String] { lines.suffix(most) }
}
