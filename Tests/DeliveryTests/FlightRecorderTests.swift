import Glibc
import Mail
import Queue
import Testing

@testable import Delivery

@Suite struct FlightRecorderTests {
    private let directory: String
    private let ids = (1...5).map { QueueID(high: 7, low: UInt64($0)) }

    init() throws { directory = try LineUnderTest.temporaryDirectory() }

    private func open(boot: [UInt8] = [1, 2], slots: Int = 4) throws -> (FlightRecorder, FlightRecorder.Former) {
        try FlightRecorder.open(directory: directory, bootIdentifier: boot, slots: slots)
    }

    private static func inDoubt(_ ids: Set<QueueID>) -> FlightRecorder.Former { .marked(FlightMarks(inDoubt: .these(ids))) }

    /// What the line keeps of a yes.
    private func acceptance(
        relay: String = "primary", text: String = "Ok: queued as 4C1F2", enhanced: EnhancedStatusCode? = EnhancedStatusCode(2, 0, 0)
    ) -> AttemptRecord {
        let reply = Reply(code: .ok, enhanced: enhanced, text: text)
        let outcome = Outcome(classifying: .reply(reply, at: .finalDot))
        return AttemptRecord(
            number: 3, at: Instant(microseconds: 1_784_000_000_123_456), relay: relay, stage: .finalDot, reply: reply,
            outcome: outcome.disposition.rawValue, reason: outcome.reason, rule: outcome.rule)
    }

    @Test func `The first start has no former run`() throws {
        #expect(try open().1 == .none)
    }

    @Test func `Begun and not ended is in doubt, until the next run has begun`() throws {
        let (recorder, _) = try open()
        recorder.startRun()
        let first = try #require(recorder.begin(ids[0]))
        _ = try #require(recorder.begin(ids[1]))
        recorder.end(first)
        #expect(try open().1 == Self.inDoubt([ids[1]]))
        // Read again: a start that fails changes nothing.
        let (next, former) = try open()
        #expect(former == Self.inDoubt([ids[1]]))
        next.startRun()
        #expect(try open().1 == Self.inDoubt([]))
    }

    @Test func `All slots taken: no dot may be written; an ended one is free again`() throws {
        let (recorder, _) = try open(slots: 2)
        recorder.startRun()
        let first = try #require(recorder.begin(ids[0]))
        _ = try #require(recorder.begin(ids[1]))
        #expect(recorder.begin(ids[2]) == nil)
        recorder.end(first)
        #expect(recorder.begin(ids[2]) != nil)
        #expect(try open(slots: 2).1 == Self.inDoubt([ids[1], ids[2]]))
    }

    @Test func `After another boot nobody can tell, also when the first start fails`() throws {
        let (recorder, _) = try open()
        recorder.startRun()
        _ = recorder.begin(ids[0])
        #expect(try open(boot: [9]).1 == .unknown)
        let (next, former) = try open(boot: [9])
        #expect(former == .unknown)
        next.startRun()
        #expect(try open(boot: [9]).1 == Self.inDoubt([]))
    }

    @Test(arguments: [1, 9, 40])
    func `A torn header is unknown`(length: Int) throws {
        let (recorder, _) = try open()
        recorder.startRun()
        _ = recorder.begin(ids[0])
        #expect(truncate(directory + "/" + FlightRecorder.fileName, 0) == 0)
        #expect(truncate(directory + "/" + FlightRecorder.fileName, length) == 0)
        #expect(try open().1 == .unknown)
    }

    @Test func `A start that ends before the run has begun leaves nothing that looks whole`() throws {
        _ = try open()
        #expect(try open().1 == .unknown)
    }

    @Test func `Without an identifier of the boot nobody can tell`() throws {
        let (recorder, _) = try open(boot: [])
        recorder.startRun()
        _ = recorder.begin(ids[0])
        #expect(try open(boot: []).1 == .unknown)
        #expect(try open(boot: [1, 2]).1 == .unknown)
    }

    @Test func `What is marked is known while the process lives`() throws {
        let (recorder, _) = try open()
        recorder.startRun()
        let first = try #require(recorder.begin(ids[0]))
        _ = try #require(recorder.begin(ids[1]))
        #expect(recorder.marks == FlightMarks(inDoubt: .these([ids[0], ids[1]])))
        recorder.end(first)
        #expect(recorder.marks == FlightMarks(inDoubt: .these([ids[1]])))
    }

    @Test func `A directory that is not there is a clear fault`() {
        #expect {
            try FlightRecorder.open(directory: "/nowhere/at/all", bootIdentifier: [1])
        } throws: { error in
            "\(error)".contains("/nowhere/at/all/flight.bin") && "\(error)".contains("check the owner and mode")
        }
    }

    @Test func `What the relay took is known with its attempt, until the settlement is on disk`() throws {
        let (recorder, _) = try open()
        recorder.startRun()
        let taken = try #require(recorder.begin(ids[0]))
        _ = try #require(recorder.begin(ids[1]))
        recorder.accept(taken, acceptance())
        let marks = FlightMarks(accepted: [ids[0]: acceptance()], inDoubt: .these([ids[1]]))
        #expect(recorder.marks == marks)
        #expect(try open().1 == .marked(marks))
        recorder.end(taken)
        #expect(try open().1 == Self.inDoubt([ids[1]]))
    }

    @Test func `A place that is used again holds nothing of the former message`() throws {
        let (recorder, _) = try open(slots: 1)
        recorder.startRun()
        let first = try #require(recorder.begin(ids[0]))
        recorder.accept(first, acceptance())
        recorder.end(first)
        let second = try #require(recorder.begin(ids[1]))
        #expect(try open(slots: 1).1 == Self.inDoubt([ids[1]]))
        recorder.accept(second, acceptance(text: "2", enhanced: nil))
        let marks = FlightMarks(accepted: [ids[1]: acceptance(text: "2", enhanced: nil)], inDoubt: .these([]))
        #expect(try open(slots: 1).1 == .marked(marks))
    }

    @Test(arguments: [Limits.replyTextOctets, FlightSlot.textOctets + 1, FlightSlot.textOctets, 0])
    func `A long reply is shortened to whole characters; the longest name of a relay is not`(octets: Int) throws {
        let name = String(repeating: "r", count: FlightSlot.nameOctets)
        // Two octets each, and one before: the last place would hold half a character.
        let text = octets == 0 ? "" : "x" + String(repeating: "é", count: (octets - 1) / 2)
        let (recorder, _) = try open()
        recorder.startRun()
        recorder.accept(try #require(recorder.begin(ids[0])), acceptance(relay: name, text: text))
        _ = recorder.begin(ids[1])
        let kept = "\(text.prefix(octets == 0 ? 0 : 1 + (FlightSlot.textOctets - 1) / 2))"
        let marks = FlightMarks(accepted: [ids[0]: acceptance(relay: name, text: kept)], inDoubt: .these([ids[1]]))
        #expect(try open().1 == .marked(marks))
    }

    @Test(arguments: [(18, UInt8.max), (17, UInt8.max), (21, UInt8.max), (20, 0)])
    func `An acceptance that is damaged is in doubt`(offset: Int, octet: UInt8) throws {
        let (recorder, _) = try open()
        recorder.startRun()
        recorder.accept(try #require(recorder.begin(ids[0])), acceptance())
        try write([octet], at: FlightSlot.length + offset)
        #expect(try open().1 == Self.inDoubt([ids[0]]))
    }

    @Test func `The file of another layout is unknown`() throws {
        let (recorder, _) = try open()
        recorder.startRun()
        try write(Array("PDFLIGHT1".utf8), at: 0)
        #expect(try open().1 == .unknown)
    }

    @Test func `No place lies across two pages, and the file is small`() throws {
        #expect(4_096.isMultiple(of: FlightSlot.length))
        _ = try FlightRecorder.open(directory: directory, bootIdentifier: [1])
        var status = stat()
        #expect(stat(directory + "/" + FlightRecorder.fileName, &status) == 0)
        #expect(status.st_size == (Limits.writerInbox + 1) * 256)
    }

    private func write(_ octets: [UInt8], at offset: Int) throws {
        let descriptor = Glibc.open(directory + "/" + FlightRecorder.fileName, O_WRONLY)
        defer { close(descriptor) }
        try #require(pwrite(descriptor, octets, octets.count, offset) == octets.count)
    }
}
