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

    @Test func `The first start has no former run`() throws {
        #expect(try open().1 == .none)
    }

    @Test func `Begun and not ended is in doubt, until the next run has begun`() throws {
        let (recorder, _) = try open()
        recorder.startRun()
        let first = try #require(recorder.begin(ids[0]))
        _ = try #require(recorder.begin(ids[1]))
        recorder.end(first)
        #expect(try open().1 == .inDoubt([ids[1]]))
        // Read again: a start that fails changes nothing.
        let (next, former) = try open()
        #expect(former == .inDoubt([ids[1]]))
        next.startRun()
        #expect(try open().1 == .inDoubt([]))
    }

    @Test func `All slots taken: no dot may be written; an ended one is free again`() throws {
        let (recorder, _) = try open(slots: 2)
        recorder.startRun()
        let first = try #require(recorder.begin(ids[0]))
        _ = try #require(recorder.begin(ids[1]))
        #expect(recorder.begin(ids[2]) == nil)
        recorder.end(first)
        #expect(recorder.begin(ids[2]) != nil)
        #expect(try open(slots: 2).1 == .inDoubt([ids[1], ids[2]]))
    }

    @Test func `After another boot nobody can tell, also when the first start fails`() throws {
        let (recorder, _) = try open()
        recorder.startRun()
        _ = recorder.begin(ids[0])
        #expect(try open(boot: [9]).1 == .unknown)
        let (next, former) = try open(boot: [9])
        #expect(former == .unknown)
        next.startRun()
        #expect(try open(boot: [9]).1 == .inDoubt([]))
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
        #expect(recorder.marked == [ids[0], ids[1]])
        recorder.end(first)
        #expect(recorder.marked == [ids[1]])
    }

    @Test func `A directory that is not there is a clear fault`() {
        #expect {
            try FlightRecorder.open(directory: "/nowhere/at/all", bootIdentifier: [1])
        } throws: { error in
            "\(error)".contains("/nowhere/at/all/flight.bin") && "\(error)".contains("check the owner and mode")
        }
    }
}
