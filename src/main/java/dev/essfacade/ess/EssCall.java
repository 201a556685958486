package dev.essfacade.ess;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One call of an ESS operation, before it is signed.
 *
 * @param action the operation, such as {@code DetachLoadBalancers}
 * @param regionId the region, which chooses the host and is always sent as
 * {@code RegionId}
 * @param parameters what the operation takes, by wire name
 * @param targetNames which of them name what a write is about
 * @param clientToken the idempotency token of a write; a call without one is a read
 * @param answerType what the answer's JSON is read into, names in upper camel case
 * @param <T> the answer
 */
public record EssCall<T>(String action, String regionId, Map<String, String> parameters, Set<String> targetNames,
		@Nullable String clientToken, Class<T> answerType) {

	/** The version of the ESS API that every call speaks. */
	static final String VERSION = "2014-08-28";

	/** Starts a call that changes nothing. */
	public static <T> Builder<T> read(String action, String regionId, Class<T> answerType) {
		return new Builder<>(action, regionId, null, answerType);
	}

	/** Starts a call that changes something, at most once per client token. */
	public static <T> Builder<T> write(String action, String regionId, String clientToken, Class<T> answerType) {
		return new Builder<>(action, regionId, clientToken, answerType).with("ClientToken", clientToken);
	}

	/** Whether ESS may act on this call. */
	public boolean isWrite() {
		return this.clientToken != null;
	}

	/** Ids of what a write is about beside its group, as they were added. */
	public List<String> targets() {
		return this.parameters.entrySet()
			.stream()
			.filter((parameter) -> this.targetNames.contains(parameter.getKey()))
			.map(Map.Entry::getValue)
			.toList();
	}

	/** What the call is about, for the log: a scaling group, else an activity. */
	String subject() {
		@Nullable String group = this.parameters.get("ScalingGroupId");
		return (group != null) ? group : Objects.requireNonNullElse(activityId(), "no group");
	}

	/** The activity that the call asks for; null if it asks for none. */
	public @Nullable String activityId() {
		return this.parameters.get("ScalingActivityId.1");
	}

	/** The token of a write, for the log. */
	String tokenForLog() {
		return (this.clientToken != null) ? ", client token " + this.clientToken : "";
	}

	/** Collects the parameters of a call. */
	public static final class Builder<T> {

		private final String action;

		private final String regionId;

		private final @Nullable String clientToken;

		private final Class<T> answerType;

		private final Map<String, String> parameters = new LinkedHashMap<>();

		private final Set<String> targetNames = new LinkedHashSet<>();

		private Builder(String action, String regionId, @Nullable String clientToken, Class<T> answerType) {
			this.action = action;
			this.regionId = regionId;
			this.clientToken = clientToken;
			this.answerType = answerType;
			with("RegionId", regionId);
		}

		/** Adds {@code Name=value}. */
		public Builder<T> with(String name, Object value) {
			this.parameters.put(name, value.toString());
			return this;
		}

		/** Adds a list of values: {@code Name.1}, {@code Name.2} and so on. */
		public Builder<T> withList(String name, List<String> values) {
			for (int i = 0; i < values.size(); i++) {
				with(name + "." + (i + 1), values.get(i));
			}
			return this;
		}

		/** Adds {@code Name=id} of something that the call is about. */
		public Builder<T> withTarget(String name, Object id) {
			this.targetNames.add(name);
			return with(name, id);
		}

		/** Adds a list of them: {@code Name.1}, {@code Name.2} and so on. */
		public Builder<T> withTargets(String name, List<String> ids) {
			for (int i = 0; i < ids.size(); i++) {
				withTarget(name + "." + (i + 1), ids.get(i));
			}
			return this;
		}

		/**
		 * Adds a list of objects: {@code Name.1.Field}, {@code Name.2.Field} and so on,
		 * the fields of each by the alphabet.
		 * @param id the field that names the target
		 */
		public Builder<T> withTargets(String name, List<Map<String, Object>> objects, String id) {
			for (int i = 0; i < objects.size(); i++) {
				String prefix = name + "." + (i + 1) + ".";
				new TreeMap<>(objects.get(i)).forEach((field, value) -> {
					if (field.equals(id)) {
						withTarget(prefix + field, value);
					}
					else {
						with(prefix + field, value);
					}
				});
			}
			return this;
		}

		/** The finished call. */
		public EssCall<T> build() {
			return new EssCall<>(this.action, this.regionId, Collections.unmodifiableMap(this.parameters),
					Collections.unmodifiableSet(this.targetNames), this.clientToken, this.answerType);
		}

	}

}
