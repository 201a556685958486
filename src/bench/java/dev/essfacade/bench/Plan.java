package dev.essfacade.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * What a run measures.
 *
 * @param full whether the run fills the tables of the document
 * @param peers names of the peers
 * @param pauses times that the upstream takes to respond, in milliseconds
 * @param rounds turns of each peer for each {@link Cell}
 * @param seconds duration of a turn
 */
record Plan(boolean full, List<String> peers, List<Integer> pauses, int rounds, int seconds) {

	private static final List<String> ALL = List.of("plain", "open", "open-file", "open-read", "jwt", "nginx",
			"sdk", "bare");

	static Plan of(String form, List<String> only) {
		return switch (form) {
			case "full" -> new Plan(true, only.isEmpty() ? ALL : only, List.of(0, 50), 3, 4);
			case "short" ->
				new Plan(false, only.isEmpty() ? List.of("plain", "open") : only, List.of(0), 3, 3);
			default -> throw new IllegalArgumentException("Usage: src/bench/run [full|short] [peer ...]");
		};
	}

	/**
	 * Returns the number of calls of a warm-up. If the upstream waits before it responds,
	 * each caller makes 60 calls, which takes some seconds.
	 */
	int warmUpCalls(int pause, int callers) {
		return (pause > 0) ? 60 * callers : (this.full ? 100_000 : 20_000) * Math.min(callers, 4) / 4;
	}

	List<Load> loads() {
		return List.of(Load.DETACH, Load.POLL, Load.INVALID);
	}

	List<Cell> cells(int pause) {
		List<Cell> cells = new ArrayList<>();
		for (Load load : loads()) {
			List<Integer> callers = (load == Load.INVALID || pause == 0 && !this.full && load == Load.POLL)
					? List.of(64) : this.full ? List.of(64, 1, 8, 256) : List.of(64, 1);
			callers.forEach((count) -> cells.add(new Cell(load, count)));
		}
		return (pause == 0) ? cells : cells.stream().filter((cell) -> cell.load() != Load.INVALID).toList();
	}

	/** One row of figures: a load by a number of callers. */
	record Cell(Load load, int callers) {

		/**
		 * Whether a peer can be measured with this load. The loops only detach, and nginx
		 * rejects nothing. {@code open-read} reads before each detach, so its detaches of
		 * one group run one after the other. It is therefore measured with one caller.
		 */
		boolean applies(Peer peer) {
			return switch (peer.name()) {
				case "sdk", "bare" -> this.load == Load.DETACH;
				case "nginx" -> this.load != Load.INVALID;
				case "open-read" -> this.load == Load.DETACH && this.callers == 1;
				default -> true;
			};
		}

	}

}
