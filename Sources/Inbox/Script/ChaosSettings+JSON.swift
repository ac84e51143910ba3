import FoundationEssentials

/// The file format of `--chaos`: Mailpit's JSON, with more stages.
///
/// ```json
/// { "Recipient": { "ErrorCode": 451, "Probability": 20 }, "FinalDot": { "Probability": 5 }, "Seed": 42 }
/// ```
/// Stages: `Greeting`, `Ehlo`, `Authentication`, `Sender`, `Recipient`, `Data`, `FinalDot`; case and underscores do not matter.
/// `ErrorCode` is 400 to 599 (default 451, for `Authentication` 535), `Probability` 0 to 100.
extension ChaosSettings {
    /// Most octets of a file.
    package static let fileOctets = 64 * 1_024

    /// - Throws: ``ChaosFault`` that names the field.
    package init(json octets: [UInt8]) throws(ChaosFault) {
        guard octets.count <= Self.fileOctets else { throw ChaosFault("The chaos file is larger than 64 KiB.") }
        let file: [String: Field]
        do {
            file = try JSONDecoder().decode([String: Field].self, from: Data(octets))
        } catch {
            throw ChaosFault(
                "The chaos file is not a JSON object of stages such as {\"Recipient\": {\"ErrorCode\": 451, \"Probability\": 20}}.")
        }
        self.init()
        for (name, field) in file.sorted(by: { $0.key < $1.key }) { try take(field, named: name) }
    }

    private mutating func take(_ field: Field, named name: String) throws(ChaosFault) {
        let plain = name.lowercased().filter { $0 != "_" }
        if plain == "seed" {
            guard case .number(let value) = field, value >= 0 else { throw ChaosFault("\(name): write a whole number from 0 on.") }
            seed = UInt64(value)
            return
        }
        guard let stage = Self.stages[plain] else {
            throw ChaosFault("\(name): unknown stage; write one of Greeting, Ehlo, Authentication, Sender, Recipient, Data, FinalDot.")
        }
        guard case .trigger(let code, let probability) = field else {
            throw ChaosFault("\(name): write {\"ErrorCode\": 451, \"Probability\": 20}.")
        }
        let trigger = Trigger(code: code ?? (stage == .auth ? 535 : 451), probability: probability)
        guard (400...599).contains(trigger.code) else { throw ChaosFault("\(name).ErrorCode: write a code from 400 to 599.") }
        guard (0...100).contains(probability) else { throw ChaosFault("\(name).Probability: write a number from 0 to 100.") }
        triggers[stage] = trigger
    }

    private static let stages: [String: ScriptStage] = [
        "greeting": .greeting, "ehlo": .ehlo, "authentication": .auth, "auth": .auth, "sender": .mail, "recipient": .rcpt,
        "data": .data, "finaldot": .finalDot,
    ]

    private enum Field: Decodable {
        case number(Int)
        case trigger(code: Int?, probability: Int)

        enum CodingKeys: String, CodingKey {
            case code = "ErrorCode"
            case probability = "Probability"
        }

        init(from decoder: any Decoder) throws {
            if let number = try? decoder.singleValueContainer().decode(Int.self) {
                self = .number(number)
            } else {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                self = .trigger(
                    code: try fields.decodeIfPresent(Int.self, forKey: .code),
                    probability: try fields.decode(Int.self, forKey: .probability))
            }
        }
    }
}
