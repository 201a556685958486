package dev.essfacade.ess;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * One call of an ESS operation, before it is signed. A write declares its scaling group,
 * targets, force and scopes. Access rules and audit records never infer these from the
 * names of parameters.
 *
 * @param action name of the operation, such as {@code DetachLoadBalancers}
 * @param regionId region; selects the host and is sent as {@code RegionId}
 * @param parameters all parameters by wire name
 * @param scalingGroupId scaling group of the call; null if the call names none
 * @param targets ids of what a write attaches or detaches
 * @param details other parameters, as {@code Name=value}, for the audit record
 * @param force whether a write moves instances out of the targets or into them
 * @param scopes scopes that a caller's token needs for a write
 * @param clientToken idempotency key of a write; null for a read
 * @param responseType record for the JSON response. The names in the JSON are in upper
 * camel case
 * @param <T> the response
 */
public record EssCall<T>(String action, String regionId, Map<String, String> parameters,
		@Nullable String scalingGroupId, List<String> targets, List<String> details, boolean force, List<String> scopes,
		@Nullable String clientToken, Class<T> responseType) {

	/** Version of the ESS API. */
	static final String VERSION = "2014-08-28";

	/** Returns a builder of a call that changes nothing. */
	public static <T> Builder<T> read(String action, String regionId, Class<T> responseType) {
		return new Builder<>(action, regionId, null, responseType);
	}

	/**
	 * Returns a builder of a write. ESS executes a write at most once per client token.
	 */
	public static Builder<WriteResponse> write(String action, String regionId, String clientToken) {
		return new Builder<>(action, regionId, clientToken, WriteResponse.class);
	}

	/** Whether the call changes something. */
	public boolean isWrite() {
		return this.clientToken != null;
	}

	/** Returns the id of the scaling activity that a read requests, or null. */
	public @Nullable String activityId() {
		return this.parameters.get("ScalingActivityId.1");
	}

	/** Returns the id of the scaling group or of the activity, for log lines. */
	public String subject() {
		return (this.scalingGroupId != null) ? this.scalingGroupId
				: Objects.requireNonNullElse(activityId(), "no group");
	}

	/** Collects the parameters of a call. Each wire name can be set once. */
	public static final class Builder<T> {

		private final String action;

		private final String regionId;

		private final @Nullable String clientToken;

		private final Class<T> responseType;

		private final Map<String, String> parameters = new LinkedHashMap<>();

		private final List<String> targets = new ArrayList<>();

		private final List<String> details = new ArrayList<>();

		private final List<String> scopes = new ArrayList<>();

		private @Nullable String scalingGroupId;

		private boolean force;

		private Builder(String action, String regionId, @Nullable String clientToken, Class<T> responseType) {
			this.action = action;
			this.regionId = regionId;
			this.clientToken = clientToken;
			this.responseType = responseType;
			put("RegionId", regionId);
			if (clientToken != null) {
				put("ClientToken", clientToken);
			}
		}

		/** Sets {@code ScalingGroupId}. */
		public Builder<T> scalingGroup(String id) {
			return scalingGroup("ScalingGroupId", id);
		}

		/**
		 * Sets the scaling group's id, under another parameter name than
		 * {@code ScalingGroupId}.
		 */
		public Builder<T> scalingGroup(String name, String id) {
			this.scalingGroupId = id;
			return put(name, id);
		}

		/** Adds a parameter, which the audit record shows as {@code Name=value}. */
		public Builder<T> parameter(String name, Object value) {
			this.details.add(name + "=" + value);
			return put(name, value);
		}

		/** Adds a list of values: {@code Name.1}, {@code Name.2} and so on. */
		public Builder<T> parameters(String name, List<String> values) {
			for (int i = 0; i < values.size(); i++) {
				parameter(name + "." + (i + 1), values.get(i));
			}
			return this;
		}

		/** Adds a list of target ids: {@code Name.1}, {@code Name.2} and so on. */
		public Builder<T> targets(String name, List<String> ids) {
			for (int i = 0; i < ids.size(); i++) {
				target(name + "." + (i + 1), ids.get(i));
			}
			return this;
		}

		/**
		 * Adds a list of targets with fields: {@code Name.1.Field}, {@code Name.2.Field}
		 * and so on. The fields of each target are in alphabetical order.
		 * @param idField the field that holds the id of the target
		 */
		public Builder<T> targets(String name, List<Map<String, Object>> targets, String idField) {
			for (int i = 0; i < targets.size(); i++) {
				String prefix = name + "." + (i + 1) + ".";
				new TreeMap<>(targets.get(i)).forEach((field, value) -> {
					if (field.equals(idField)) {
						target(prefix + field, value.toString());
					}
					else {
						parameter(prefix + field, value);
					}
				});
			}
			return this;
		}

		/** Adds a scope that the caller's token needs. */
		public Builder<T> scope(String scope) {
			this.scopes.add(scope);
			return this;
		}

		/**
		 * Adds the parameter that moves instances, such as {@code ForceDetach}.
		 * @param scope scope that the caller's token also needs if force is true
		 */
		public Builder<T> force(String name, boolean force, String scope) {
			this.force = force;
			if (force) {
				this.scopes.add(scope);
			}
			return put(name, force);
		}

		/**
		 * Returns the finished call.
		 * @throws IllegalStateException if a write does not declare its scaling group,
		 * targets and scopes
		 */
		public EssCall<T> build() {
			if (this.clientToken != null
					&& (this.scalingGroupId == null || this.targets.isEmpty() || this.scopes.isEmpty())) {
				throw new IllegalStateException("A write declares its scaling group, targets and scopes");
			}
			return new EssCall<>(this.action, this.regionId, Collections.unmodifiableMap(this.parameters),
					this.scalingGroupId, List.copyOf(this.targets), List.copyOf(this.details), this.force,
					List.copyOf(this.scopes), this.clientToken, this.responseType);
		}

		private void target(String name, String id) {
			this.targets.add(id);
			put(name, id);
		}

		private Builder<T> put(String name, Object value) {
			if (this.parameters.put(name, value.toString()) != null) {
				throw new IllegalStateException(name + " is set twice");
			}
			return this;
		}

	}

}
