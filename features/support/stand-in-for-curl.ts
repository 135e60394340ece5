import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** A stand-in for curl with the options that commands of the trace use; it ends with an error on any other option. */
const program = `#!${process.execPath}
const { request } = require('node:http');
const fail = (text) => (console.error('curl: ' + text), process.exit(2));
const args = process.argv.slice(2);
const headers = {};
let method = 'GET', body, url;
while (args.length > 0) {
  const arg = args.shift();
  if (arg === '-sS' || arg === '-i') continue;
  if (arg === '-X') method = args.shift();
  else if (arg === '-H') {
    const [name, ...value] = args.shift().split(':');
    headers[name] = value.join(':').trim();
  } else if (arg === '--data-raw') body = args.shift();
  else if (arg.startsWith('-') || url) fail('option ' + arg + ' is unknown');
  else url = arg;
}
if (body !== undefined) headers['Content-Length'] = Buffer.byteLength(body);
request(url, { method, headers }, (answer) => {
  console.log('HTTP/1.1 ' + answer.statusCode + ' ' + answer.statusMessage + '\\r');
  for (const [name, value] of Object.entries(answer.headers)) console.log(name + ': ' + value + '\\r');
  console.log('\\r');
  answer.pipe(process.stdout);
}).on('error', (error) => fail(error.message)).end(body);
`;

/** Makes a folder with the stand-in for curl; gives a PATH that finds it first. */
export async function pathWithOwnCurl(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'curl');
  await writeFile(file, program);
  await chmod(file, 0o755);
  return `${folder}${delimiter}${process.env.PATH ?? ''}`;
}
