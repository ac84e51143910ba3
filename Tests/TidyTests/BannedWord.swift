/// A word that sources may not use, where it may stand after all, and what to use instead.
struct BannedWord: Sendable {
    let word: String
    let instead: String
    /// Files and folders (with a slash at the end) below the root.
    let places: [String]

    init(_ word: String, instead: String, places: [String] = []) {
        self.word = word
        self.instead = instead
        self.places = places
    }

    private static let clock = "Sources/Postduif/System/SystemClock.swift"
    private static let random = "Sources/Postduif/System/SystemRandom.swift"
    private static let readTime = "time comes in as `any TimeSource`"
    private static let drawNumbers = "randomness comes in as `some RandomSource`"

    static let all = [
        BannedWord("Date()", instead: readTime, places: [clock]),
        BannedWord("Date.now", instead: readTime, places: [clock]),
        BannedWord("ContinuousClock", instead: readTime, places: [clock]),
        BannedWord("SuspendingClock", instead: readTime, places: [clock]),
        BannedWord("gettimeofday", instead: readTime, places: [clock]),
        // A condition variable takes its deadline on the monotonic clock.
        BannedWord("clock_gettime", instead: readTime, places: [clock, "Sources/Delivery/Monitor.swift"]),
        BannedWord("Task.sleep", instead: "wait through the `pause` that comes in", places: ["Sources/Postduif/System/Pause.swift"]),
        BannedWord("usleep", instead: "wait for the condition itself"),
        BannedWord(".random(", instead: drawNumbers, places: [random]),
        BannedWord(".randomElement(", instead: drawNumbers, places: [random]),
        BannedWord(".shuffled(", instead: drawNumbers, places: [random]),
        BannedWord("SystemRandomNumberGenerator", instead: drawNumbers, places: [random]),
        BannedWord("print(", instead: "log with metadata, or write through the command's `Output`", places: ["Sources/Postduif/"]),
        BannedWord("try!", instead: "`try` in a throwing function"),
        BannedWord("as!", instead: "`as?` and an error"),
        BannedWord("fatalError", instead: "throw an error that names the fix"),
        BannedWord("public", instead: "`package`: an application has no public Swift interface"),
        BannedWord("nonisolated(unsafe)", instead: "a `Mutex` or an `Atomic`"),
    ]

    func check(_ file: SourceFile) -> [Finding] {
        guard !places.contains(where: { $0.hasSuffix("/") ? file.path.hasPrefix($0) : file.path == $0 }) else { return [] }
        return file.codeLines.enumerated().compactMap { index, line in
            guard isIn(line) else { return nil }
            return Finding(path: file.path, line: index + 1, message: "`\(word)` is not used here: \(instead)")
        }
    }

    /// Whether the word stands in the line as a word of its own.
    private func isIn(_ line: Substring) -> Bool {
        var rest = line
        while let place = rest.firstRange(of: word) {
            let before = line[..<place.lowerBound].last
            let after = line[place.upperBound...].first
            let startsAlone = !(word.first?.isPartOfName ?? false) || !(before?.isPartOfName ?? false)
            let endsAlone = !(word.last?.isPartOfName ?? false) || !(after?.isPartOfName ?? false)
            if startsAlone, endsAlone { return true }
            rest = rest[place.upperBound...]
        }
        return false
    }
}

extension Character {
    /// Whether an identifier may hold it.
    var isPartOfName: Bool { isLetter || isNumber || self == "_" }
}
