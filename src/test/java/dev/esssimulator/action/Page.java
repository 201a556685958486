package dev.esssimulator.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.esssimulator.Behaviour;
import dev.esssimulator.Source;
import dev.esssimulator.gateway.RpcParameters;

/** Requested page of a list. */
record Page(int number, int size) {

	@Behaviour(value = "PageNumber is 1 and PageSize 10 by default; PageSize is at most 50",
			checkedAgainst = Source.META)
	@Behaviour("a PageSize over 50 or a PageNumber below 1 is an invalid parameter")
	static Page of(RpcParameters parameters) {
		return new Page(parameters.integer("PageNumber", 1, 1, Integer.MAX_VALUE),
				parameters.integer("PageSize", 10, 1, 50));
	}

	/** Returns the fields of a page. The items are wrapped twice, as in ESS. */
	<T> Map<String, Object> answer(List<T> all, String list, String item, Function<T, Map<String, Object>> fields) {
		Map<String, Object> answer = new LinkedHashMap<>();
		answer.put("TotalCount", all.size());
		answer.put("PageNumber", this.number);
		answer.put("PageSize", this.size);
		answer.put(list,
				Map.of(item, all.stream().skip((this.number - 1L) * this.size).limit(this.size).map(fields).toList()));
		return answer;
	}

}
