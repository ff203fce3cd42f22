insert into web
  select f, n, ts, client, user, vhost, method, target, path, query, proto, status, size, referer, agent
  from (
    select f, n,
      splitByChar('"', line) as p, splitByChar(' ', p[1]) as h, splitByChar(' ', p[2]) as q, splitByChar(' ', p[3]) as m,
      parseDateTimeOrNull(concat(substring(h[5], 2), ' ', substring(h[6], 1, 5)), '%d/%b/%Y:%H:%i:%s %z', 'UTC') as at,
      toUInt16OrZero(m[2]) as answered, if(m[3] = '-', -1, toInt64OrDefault(m[3], toInt64(-2))) as sent,
      toDateTime64(ifNull(at, toDateTime(0, 'UTC')), 3, 'UTC') as ts, h[2] as client, if(h[4] = '-', '', h[4]) as user,
      replaceRegexpOne(h[1], ':[0-9]{1,5}$', '') as vhost,
      toLowCardinality(h[6]) as zone, toLowCardinality(q[1]) as method, q[2] as target, position(target, '?') as question,
      if(question = 0, target, substring(target, 1, question - 1)) as path,
      if(question = 0, '', substring(target, question + 1)) as query, toLowCardinality(q[3]) as proto,
      answered as status, sent as size,
      if(p[4] = '-', '', p[4]) as referer, toLowCardinality(p[6]) as client_agent, if(client_agent = '-', '', client_agent) as agent,
      length(p) = 7
      and p[5] = ' ' and p[7] in ('', '\r')
      and length(h) = 7 and h[7] = '' and startsWith(h[5], '[') and length(h[5]) = 21
      and match(zone, '^[+-][0-9]{4}\\]$') and h[2] != '' and h[3] = '-' and h[4] != ''
      and h[1] != '' and h[2] != '-'
      and countSubstrings(p[1], '[') = 1 and countSubstrings(p[1], ']') = 1 and position(p[1], ',') = 0 and not startsWith(p[1], '\0')
      and length(q) = 3 and method in ('GET', 'POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND') and q[2] != '' and proto in ('HTTP/1.1', 'HTTP/1.0', 'HTTP/2.0', 'HTTP/2', 'HTTP/3.0', 'HTTP/3')
      and length(m) = 4 and m[1] = '' and length(m[2]) = 3 and length(m[3]) between 1 and 15
      and m[4] = ''
      and isNotNull(at) and answered >= 100 and (m[3] = '-' or (sent >= 0 and substring(m[3], 1, 1) not in ('+', '-')))
      and position(line, '\\') = 0 and len <= 1048576 as ok
    from raw where f = 3
  )
  where ok
  settings short_circuit_function_evaluation = 'disable'
