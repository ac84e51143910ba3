import Issuance
import Mail
import Queue
import Submission

/// What a connection's thread does with a lease before it speaks to the relay.
struct MailPath {
    private let sample: SampleMail

    init(templates: String) async throws {
        sample = try await SampleMail.code(templates: templates, clock: FixedClock())
    }

    func render(_ count: Int) throws {
        for _ in 0..<count {
            let transaction = try sample.mails.transaction(sample.entry, sample.content)
            guard transaction.message.count == sample.transaction.message.count else { throw BenchFault("another message") }
        }
    }

    func seal(_ count: Int) throws {
        let context = sample.entry.id.bytes
        for _ in 0..<count {
            let box = try sample.seal.seal(sample.content.encoded(), context: context)
            guard QueueContent(encoded: try sample.seal.open(box, context: context)) == sample.content else {
                throw BenchFault("another content")
            }
        }
    }
}
