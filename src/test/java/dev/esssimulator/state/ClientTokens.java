package dev.esssimulator.state;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import org.jspecify.annotations.Nullable;

/** Responses to writes with a ClientToken. */
public final class ClientTokens {

	private final int most;

	/** Responses, oldest first. */
	private final SequencedMap<String, Remembered> remembered = new LinkedHashMap<>();

	ClientTokens(int most) {
		this.most = most;
	}

	/**
	 * Returns the response to an earlier, equal request; null if none is remembered.
	 * @throws Mismatch if the token belongs to another request
	 */
	@Behaviour(value = "the same ClientToken with the same parameters gets the same response and no second effect",
			checkedAgainst = Source.DOC)
	@Behaviour("a duplicate during the first request waits for it and gets the same response")
	@Behaviour("a ClientToken belongs to the account: another action with it is a mismatch")
	public @Nullable Map<String, Object> recall(String token, Object request, Instant now) {
		Remembered before = this.remembered.get(token);
		if (before == null || !before.until.isAfter(now)) {
			return null;
		}
		if (!before.request.equals(request)) {
			throw new Mismatch();
		}
		return before.answer;
	}

	@Behaviour("only a success binds its ClientToken")
	@Behaviour(value = "lifetime of a ClientToken", switchedBy = "withTokenLifetime")
	public void remember(String token, Object request, Map<String, Object> answer, Instant now, Duration lifetime) {
		this.remembered.putLast(token, new Remembered(request, answer, now.plus(lifetime)));
		while (this.remembered.size() > this.most || !this.remembered.firstEntry().getValue().until.isAfter(now)) {
			this.remembered.pollFirstEntry();
		}
	}

	void forget() {
		this.remembered.clear();
	}

	/** Thrown if the ClientToken belongs to another request. */
	public static final class Mismatch extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private record Remembered(Object request, Map<String, Object> answer, Instant until) {
	}

}
