// What pages can do without this file they do; this adds charts, live figures and the keyboard.
(() => {
  'use strict';

  const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const dark = window.matchMedia('(prefers-color-scheme: dark)');

  // Charts: drawn from a table, which stays: it is what screen readers read and what works without this file.
  const libraries = new Map();
  const library = address => {
    if (!libraries.has(address)) {
      libraries.set(address, new Promise((loaded, failed) => {
        const script = document.createElement('script');
        script.src = address;
        script.onload = loaded;
        script.onerror = failed;
        document.head.append(script);
      }));
    }
    return libraries.get(address);
  };

  // Browsers claim to know Kazakh and then write its numbers as English ones; Russian writes them alike
  const language = document.documentElement.lang;
  const likeRussian = language === 'kk' ? 'ru' : language;
  const numbers = new Intl.NumberFormat(likeRussian);
  const shares = new Intl.NumberFormat(likeRussian, {style: 'percent', maximumFractionDigits: 1});
  const share = number => language === 'kk' ? shares.format(number).replace(/\s%/, '%') : shares.format(number);

  // So many pixels a date takes on the axis, with air
  const DATE = 90;

  // So many pixels a bar takes; a part on a narrow screen, where its name has several lines; and what stands around all
  const BAR = 22;
  const NARROW = 500;
  const NAME = 50;
  const AROUND = 60;

  const seriesOf = (table, rows) => [{name: table.dataset.first, key: 'value'}, {name: table.dataset.second, key: 'other'}]
    .filter(one => rows.some(row => row.dataset[one.key] !== undefined));

  // The small build of the library has no legend
  const legend = series => {
    const line = document.createElement('p');
    line.className = 'legend';
    line.ariaHidden = 'true';
    series.forEach((one, at) => {
      const swatch = document.createElement('i');
      swatch.className = at === 0 ? 'base' : 'beside-it';
      line.append(swatch, ` ${one.name} `);
    });
    return line;
  };

  const option = (table, rows, width) => {
    const font = {color: colour('--quiet'), fontFamily: getComputedStyle(document.body).fontFamily, fontSize: 13};
    const names = rows.map(row => row.dataset.name);
    const bars = table.dataset.kind === 'bar';
    const series = seriesOf(table, rows);
    const isShare = table.dataset.unit === 'ratio';
    const measured = number => isShare ? share(number) : numbers.format(number);
    const days = {type: 'category', data: names, boundaryGap: false, axisTick: {show: false}, axisLine: {lineStyle: {color: colour('--line')}},
      axisLabel: {...font, margin: 12, hideOverlap: true, interval: Math.ceil(names.length * DATE / width) - 1, alignMinLabel: 'left', alignMaxLabel: 'right'}};
    // Names are read whole when they stand beside their bars
    const parts = {type: 'category', data: names, inverse: true, axisTick: {show: false}, axisLine: {lineStyle: {color: colour('--line')}},
      axisLabel: {...font, interval: 0, lineHeight: 15, width: Math.min(260, width * 0.4), overflow: 'break',
        formatter: name => width < NARROW ? name.replace('-', '-\n') : name}};
    const amounts = {type: 'value', minInterval: isShare ? 0 : 1, min: 0, axisLabel: {...font, hideOverlap: true, formatter: measured}, splitLine: {lineStyle: {color: colour('--line')}}};
    return {
      animation: false,
      grid: {left: 8, right: bars ? 48 : 16, top: 16, bottom: 8, containLabel: true},
      xAxis: bars ? amounts : days,
      yAxis: bars ? parts : amounts,
      series: series.map((one, at) => ({
        type: bars ? 'bar' : 'line', cursor: 'pointer', symbolSize: 7, barMaxWidth: BAR,
        data: rows.map(row => row.dataset[one.key] === undefined ? '-' : Number(row.dataset[one.key])),
        label: {show: bars, position: 'right', ...font, formatter: point => Number.isFinite(point.value) ? measured(point.value) : ''},
        itemStyle: {color: colour(at === 0 && series.length > 1 ? '--quiet' : '--accent')},
        lineStyle: {width: 2.5},
        areaStyle: bars ? undefined : {opacity: 0.12}
      }))
    };
  };

  const draw = async place => {
    const table = document.getElementById(place.dataset.chartOf);
    if (!table) {
      return;
    }
    const rows = [...table.querySelectorAll('tbody tr')];
    place.hidden = false;
    try {
      await library(place.dataset.library);
    } catch {
      // Without the library the table opens by itself.
      place.hidden = true;
      table.closest('details')?.setAttribute('open', '');
      return;
    }
    const series = seriesOf(table, rows);
    if (series.length > 1) {
      place.before(legend(series));
    }
    if (table.dataset.kind === 'bar') {
      const part = Math.max(BAR * series.length + BAR / 2, place.clientWidth < NARROW ? NAME : 0);
      place.style.height = `${AROUND + rows.length * part}px`;
    }
    const chart = window.echarts.init(place, null, {renderer: 'canvas'});
    const paint = () => chart.setOption(option(table, rows, place.clientWidth), true);
    paint();
    chart.on('click', point => {
      const to = rows[point.dataIndex].dataset.href;
      if (to) {
        window.location.assign(to);
      }
    });
    new ResizeObserver(() => {
      chart.resize();
      paint();
    }).observe(place);
    dark.addEventListener('change', paint);
  };

  const seen = new IntersectionObserver(entries => {
    for (const entry of entries.filter(each => each.isIntersecting)) {
      seen.unobserve(entry.target);
      draw(entry.target);
    }
  }, {rootMargin: '200px'});

  const charts = root => {
    for (const place of root.querySelectorAll('[data-chart-of]:not([data-chart-on])')) {
      place.dataset.chartOn = '';
      place.hidden = false;
      seen.observe(place);
    }
  };

  // Live: a sign that figures have changed, at most one every few seconds; each page asks again for what it shows.
  const live = () => {
    const wants = document.querySelector('#figures[hx-get], [data-news]');
    if (!wants || !window.EventSource) {
      return;
    }
    let waits = false;
    const refresh = () => {
      const figures = document.getElementById('figures');
      const news = document.querySelector('[data-news]');
      if (document.hidden || (figures && figures.contains(document.activeElement))) {
        waits = true;
        return;
      }
      waits = false;
      if (figures && figures.hasAttribute('hx-get')) {
        document.body.dispatchEvent(new Event('besik:changed'));
      }
      if (news) {
        news.hidden = false;
      }
    };
    const source = new EventSource('/live');
    source.addEventListener('changed', refresh);
    source.addEventListener('open', () => document.documentElement.classList.add('live'));
    source.addEventListener('error', () => document.documentElement.classList.remove('live'));
    const catchUp = () => waits && refresh();
    document.addEventListener('visibilitychange', catchUp);
    document.addEventListener('focusout', () => setTimeout(catchUp, 0));
    window.addEventListener('pagehide', () => source.close());
  };

  // Kept views: the address is the whole view; a name for it is kept in this browser, for this account.
  const views = root => {
    for (const place of root.querySelectorAll('[data-views]:not([data-views-on])')) {
      place.dataset.viewsOn = '';
      place.hidden = false;
      const store = 'besik.views.' + place.dataset.account;
      const kept = () => {
        try {
          return JSON.parse(localStorage.getItem(store)) || [];
        } catch {
          return [];
        }
      };
      const keep = all => {
        localStorage.setItem(store, JSON.stringify(all));
        show();
      };
      const here = () => place.dataset.here;
      const show = () => place.querySelector('ul').replaceChildren(...kept().map(view => {
        const item = document.createElement('li');
        const link = document.createElement('a');
        link.href = view.href;
        link.textContent = view.name;
        if (view.href === here()) {
          link.setAttribute('aria-current', 'true');
        }
        const forget = document.createElement('button');
        forget.type = 'button';
        forget.className = 'quiet';
        forget.textContent = '×';
        forget.setAttribute('aria-label', place.dataset.forget + ' ' + view.name);
        forget.addEventListener('click', () => keep(kept().filter(one => one.name !== view.name)));
        item.append(link, forget);
        return item;
      }));
      place.querySelector('form').addEventListener('submit', event => {
        event.preventDefault();
        const name = event.target.querySelector('input').value.trim();
        keep([...kept().filter(one => one.name !== name), {name, href: here()}]);
        event.target.reset();
        place.querySelector('details').open = false;
      });
      show();
    }
  };

  // Keyboard: j and k go through the rows of a list, Enter follows the link that has the focus, / searches, f goes to the filters.
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest('input, select, textarea, button')) {
      return;
    }
    const links = [...document.querySelectorAll('table[data-rows] tbody th a')];
    const at = links.indexOf(document.activeElement);
    if (event.key === 'j' && at + 1 < links.length) {
      links[at + 1].focus();
    } else if (event.key === 'k' && at > 0) {
      links[at - 1].focus();
    } else if (event.key === '/' || event.key === 'f') {
      const first = document.querySelector(event.key === '/' ? '#seek' : '.filters select, .filters input');
      if (first) {
        event.preventDefault();
        first.focus();
      }
    }
  });

  // Uploads: htmx sends them, and this shows how far they are.
  const uploads = () => document.body.addEventListener('htmx:xhr:progress', event => {
    const bar = event.target.querySelector?.('progress');
    if (bar && event.detail.lengthComputable) {
      bar.hidden = false;
      bar.value = 100 * event.detail.loaded / event.detail.total;
    }
  });

  // Printing: what is folded on the screen is read on paper.
  const printing = () => {
    for (const button of document.querySelectorAll('[data-print]')) {
      button.hidden = false;
      button.addEventListener('click', () => window.print());
    }
    let opened = [];
    window.addEventListener('beforeprint', () => {
      opened = [...document.querySelectorAll('details:not([open])')].filter(each => !each.closest('.acts, .tools'));
      opened.forEach(each => each.setAttribute('open', ''));
    });
    window.addEventListener('afterprint', () => opened.forEach(each => each.removeAttribute('open')));
  };

  // On a phone the list comes before what narrows it, and the page one is on stands in sight.
  const narrow = window.matchMedia('(max-width: 959px)');
  const fit = () => {
    document.querySelectorAll('[data-fold]').forEach(each => each.toggleAttribute('open', !narrow.matches));
    if (narrow.matches) {
      const here = document.querySelector('.pages [aria-current]');
      if (here) {
        here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 16;
      }
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    fit();
    narrow.addEventListener('change', fit);
    charts(document);
    views(document);
    printing();
    uploads();
    live();
    document.body.addEventListener('htmx:afterSwap', event => {
      charts(event.detail.target.parentElement || document);
      views(document);
    });
  });
})();
