package dev.esssimulator.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import org.jspecify.annotations.Nullable;

/** Decoded parameters, parsed as text, numbers, flags and numbered lists. */
public record RpcParameters(SortedMap<String, String> all) {

	private static final Set<String> COMMON = Set.of("Action", "Version", "Format", "AccessKeyId", "SecurityToken",
			"SignatureMethod", "SignatureVersion", "SignatureNonce", "SignatureType", "Timestamp", "TimeStamp",
			"Signature");

	public @Nullable String text(String name) {
		String value = this.all.get(name);
		return (value == null || value.isEmpty()) ? null : value;
	}

	public String text(String name, String otherwise) {
		String value = text(name);
		return (value != null) ? value : otherwise;
	}

	public String required(String name) {
		String value = text(name);
		if (value == null) {
			throw GatewayErrors.missingParameter(name).asException();
		}
		return value;
	}

	@Behaviour("numbers are decimal digits within their limits; other values are invalid parameters")
	public int integer(String name, int otherwise, int least, int most) {
		String value = text(name);
		return (value == null) ? otherwise : parse(name, value, least, most);
	}

	public int requiredInteger(String name, int least, int most) {
		return parse(name, required(name), least, most);
	}

	private static int parse(String name, String value, int least, int most) {
		if (!value.matches("-?\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
			throw GatewayErrors.invalidParameter(name).asException();
		}
		return Integer.parseInt(value);
	}

	@Behaviour("flags are true or false in any case; absent is false, other values are invalid parameters")
	public boolean flag(String name) {
		return switch (text(name, "false").toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw GatewayErrors.invalidParameter(name).asException();
		};
	}

	/** Texts of {@code Name.1}, {@code Name.2} and so on. */
	public List<String> texts(String name, int most) {
		return numbered(name, most).stream().map((item) -> item.required(name)).toList();
	}

	/**
	 * Items of a numbered list. {@code Name.1.Field} gives an item with this field.
	 * {@code Name.1} gives an item with a single value, under the list's name.
	 */
	@Behaviour(value = "lists are Name.1, Name.2 … and Name.1.Field", checkedAgainst = { Source.SEED, Source.META })
	@Behaviour("a list with gaps, with another start than 1 or with an invalid number is an invalid parameter")
	public List<RpcParameters> numbered(String name, int most) {
		SortedMap<Integer, SortedMap<String, String>> items = new TreeMap<>();
		this.all.tailMap(name + ".").forEach((key, value) -> {
			if (key.startsWith(name + ".")) {
				String[] parts = key.substring(name.length() + 1).split("\\.", 2);
				String field = (parts.length == 1) ? name : parts[1];
				items.computeIfAbsent(parse(key, parts[0], 1, most), (number) -> new TreeMap<>()).put(field, value);
			}
		});
		if (!items.isEmpty() && items.lastKey() != items.size()) {
			throw GatewayErrors.invalidParameter(name).asException();
		}
		List<RpcParameters> list = new ArrayList<>();
		items.values().forEach((item) -> list.add(new RpcParameters(item)));
		return list;
	}

	/**
	 * Parameters that a ClientToken is bound to: all except those that every request has,
	 * such as Timestamp and Signature.
	 */
	public SortedMap<String, String> withoutCommon() {
		SortedMap<String, String> own = new TreeMap<>(this.all);
		own.keySet().removeAll(COMMON);
		return own;
	}

}
