/// A template as a flat list of steps over one block of literal bytes: what a mail is written from.
struct CompiledTemplate: Sendable {
    private enum Step: Sendable {
        case literal(start: Int, end: Int)
        case value(slot: Int)
        /// Goes on at `next` unless the slot's presence is as wanted.
        case jump(slot: Int, unlessPresent: Bool, next: Int)
    }

    private var steps: [Step] = []
    private var literals: [UInt8] = []
    /// The literals as they go into a message, by step.
    private var encodedLiterals: [EncodedLiteral?] = []
    private let isHTML: Bool

    init(_ pieces: [TemplatePiece], format: TemplateFormat) {
        isHTML = format == .html
        append(pieces)
        encodedLiterals = steps.map { step in
            if case .literal(let start, let end) = step { EncodedLiteral(literals[start..<end]) } else { nil }
        }
    }

    /// Octets of literal text, to reserve room by.
    var literalOctets: Int { literals.count }

    /// Appends the text with `values` by slot.
    func render(_ values: [ResolvedValue], to output: inout [UInt8]) {
        walk(values) { index in
            if case .literal(let start, let end) = steps[index] { output.append(contentsOf: literals[start..<end]) }
        } value: { value in
            append(value, to: &output)
        }
    }

    /// Writes what ``render(_:to:)`` does, in quoted-printable: of the literals only the lines that hold a value are encoded here.
    func encode(_ values: [ResolvedValue], to output: inout EncodedLines) {
        walk(values) { index in
            if let literal = encodedLiterals[index] { output.append(literal) }
        } value: { value in
            output.append { append(value, to: &$0) }
        }
    }

    @inline(__always)
    private func append(_ value: ResolvedValue, to output: inout [UInt8]) {
        if isHTML, value.needsEscape {
            HTMLEscape.append(value.bytes, to: &output)
        } else {
            output.append(contentsOf: value.bytes)
        }
    }

    /// Goes through the steps that `values` let stand.
    @inline(__always)
    private func walk(_ values: [ResolvedValue], literal: (Int) -> Void, value: (ResolvedValue) -> Void) {
        var index = 0
        while index < steps.count {
            switch steps[index] {
            case .literal: literal(index)
            case .value(let slot): value(values[slot])
            case .jump(let slot, let unlessPresent, let next):
                if values[slot].isPresent != unlessPresent {
                    index = next
                    continue
                }
            }
            index += 1
        }
    }

    private mutating func append(_ pieces: [TemplatePiece]) {
        for piece in pieces {
            switch piece {
            case .literal(let bytes): append(bytes)
            case .value(let slot, _): steps.append(.value(slot: slot))
            case .section(let slot, let isInverted, _, let children):
                let jump = steps.count
                steps.append(.jump(slot: slot, unlessPresent: !isInverted, next: 0))
                append(children)
                steps[jump] = .jump(slot: slot, unlessPresent: !isInverted, next: steps.count)
            }
        }
    }

    /// Literals that follow one another become one step, unless a jump lands between them.
    private mutating func append(_ bytes: [UInt8]) {
        guard !bytes.isEmpty else { return }
        let start = literals.count
        literals.append(contentsOf: bytes)
        if case .literal(let first, let end)? = steps.last, end == start, !isJumpTarget(steps.count) {
            steps[steps.count - 1] = .literal(start: first, end: literals.count)
        } else {
            steps.append(.literal(start: start, end: literals.count))
        }
    }

    private func isJumpTarget(_ index: Int) -> Bool {
        steps.contains { step in
            if case .jump(_, _, let next) = step { next == index } else { false }
        }
    }
}

extension CompiledTemplate {
    /// Renders to nothing.
    static let empty = CompiledTemplate([], format: .text)
}
